package io.leeward.engine;

import io.leeward.kernel.IssueException;
import io.leeward.operations.port.EngineSettings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How an engine is to be started, as the properties of its framework say. */
public final class FrameworkSettings {
    /** Address that is listened on when none is given. */
    public static final String DEFAULT_BIND = "0.0.0.0";
    /** Control port when none is given. */
    public static final int DEFAULT_CONTROL_PORT = 8443;
    /** Data port when none is given. */
    public static final int DEFAULT_DATA_PORT = 9443;

    private static final int HIGHEST_PORT = 65_535;

    private FrameworkSettings() {}

    /**
     * The settings; empty when no mode is given, because then no engine is wanted.
     *
     * @param property value of a property, or null
     * @throws IssueException SETTING-INVALID
     */
    public static Optional<EngineSettings> read(Function<String, String> property) {
        return Optional.ofNullable(property.apply(EngineSettings.MODE))
                .map(mode -> new EngineSettings(
                        mode(mode),
                        Path.of(Optional.ofNullable(property.apply(EngineSettings.DATA))
                                        .orElse(System.getProperty("user.home") + "/.leeward"))
                                .toAbsolutePath(),
                        Optional.ofNullable(property.apply(EngineSettings.BIND)).orElse(DEFAULT_BIND),
                        port(EngineSettings.CONTROL_PORT, property, DEFAULT_CONTROL_PORT),
                        port(EngineSettings.DATA_PORT, property, DEFAULT_DATA_PORT)));
    }

    private static EngineSettings.Mode mode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "server" -> EngineSettings.Mode.SERVER;
            case "local" -> EngineSettings.Mode.LOCAL;
            default -> throw new IssueException(EngineIssues.unknownMode(text));
        };
    }

    private static int port(String name, Function<String, String> property, int standard) {
        String text = property.apply(name);
        if (text == null) {
            return standard;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IssueException(EngineIssues.notANumber(name, text), e);
        }
        throw new IssueException(EngineIssues.notANumber(name, text));
    }
}
