package io.leeward.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a running engine left in its data folder.
 *
 * @param host where its control port listens, as seen from this machine
 * @param controlPort port of the door
 * @param fingerprint SHA-256 of its authority's certificate, hexadecimal
 */
record EngineFile(String host, int controlPort, String fingerprint) {
    private static final String NAME = "engine.json";
    private static final String LOOPBACK = "127.0.0.1";

    /** Empty when no engine has left anything. */
    static Optional<EngineFile> in(Path data) {
        try {
            JsonNode json = Answers.parse(Files.readString(data.resolve(NAME)));
            return Optional.of(new EngineFile(
                    json.path("host").asText(LOOPBACK),
                    json.path("controlPort").asInt(),
                    json.path("caFingerprint").asText()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(data.resolve(NAME), e);
        }
    }

    /** Where a path of the door is. */
    URI address(String target) {
        String place = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create("https://" + place + ":" + controlPort + target);
    }

    /** The operator token of a data folder. */
    static String token(Path data) {
        Path file = data.resolve("operator.token");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IssueException(
                    Issue.of(
                            "TOKEN-UNREADABLE",
                            Issue.Kind.WRONG_CREDENTIALS,
                            "The operator token in " + file + " cannot be read.",
                            "Run this command as the user that the engine runs as."),
                    e);
        }
    }

    private static IssueException unreadable(Path file, IOException cause) {
        return new IssueException(
                Issue.of(
                        "ENGINE-FILE-UNREADABLE",
                        Issue.Kind.NOT_REACHABLE,
                        "The file " + file + " cannot be read.",
                        "Run this command as the user that the engine runs as."),
                cause);
    }
}
