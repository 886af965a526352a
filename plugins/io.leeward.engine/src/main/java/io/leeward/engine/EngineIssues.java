package io.leeward.engine;

import io.leeward.kernel.Issue;
import java.io.IOException;
import java.nio.file.Path;

/** Why an engine does not start. */
final class EngineIssues {
    private EngineIssues() {}

    static Issue dataFolder(Path data, IOException e) {
        return Issue.of(
                        "DATA-FOLDER-UNUSABLE",
                        Issue.Kind.FAILED,
                        "The data folder " + data + " cannot be made.",
                        "Choose another one with --data, or let this user write there.")
                .because(e.getClass().getSimpleName() + ".");
    }

    static Issue notANumber(String property, String value) {
        return Issue.of(
                "SETTING-INVALID",
                Issue.Kind.USAGE,
                "The property " + property + " is " + value + ", which is not a port between 0 and 65535.",
                "Give a port number.");
    }

    static Issue unknownMode(String value) {
        return Issue.of(
                "SETTING-INVALID",
                Issue.Kind.USAGE,
                "An engine has no mode " + value + ".",
                "Start it in the mode \"server\" or \"local\".");
    }
}
