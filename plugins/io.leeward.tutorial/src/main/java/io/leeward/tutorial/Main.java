package io.leeward.tutorial;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The demonstrations. Exit code 0 only if all of it held.
 *
 * <p>Arguments: {@code headless} or {@code console}, folder for everything, command of the command line, command of the
 * agent, command of the console, and optionally that of Azurite's blob service.
 */
public final class Main {
    private static final int AZURITE = 5;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[1]).toAbsolutePath();
        Optional<String> azurite = arguments.length > AZURITE ? Optional.of(arguments[AZURITE]) : Optional.empty();
        try (Leeward leeward = new Leeward(work, List.of(arguments[2]), List.of(arguments[3]))) {
            if (arguments[0].equals("console")) {
                ConsoleDemo.run(work, leeward, arguments[4], azurite);
            } else {
                HeadlessDemo.run(work, leeward, azurite);
            }
        } catch (DemoFailure e) {
            System.out.println();
            System.out.println("The demonstration FAILED: " + e.getMessage());
            System.exit(1);
        }
    }
}
