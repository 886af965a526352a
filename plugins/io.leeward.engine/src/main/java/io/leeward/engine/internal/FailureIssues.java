package io.leeward.engine.internal;

import io.leeward.kernel.Issue;

/** Why an engine did not start within its framework. */
final class FailureIssues {
    private FailureIssues() {}

    static Issue unexpected(RuntimeException e) {
        return Issue.of(
                        "ENGINE-FAULT",
                        Issue.Kind.FAILED,
                        "The engine did not start because of a fault in this program.",
                        "Report what the engine's log says about it.")
                .because(String.valueOf(e.getMessage()));
    }

    static Issue controlPortTaken(String bind, int port, String why) {
        return Issue.of(
                        "PORT-IN-USE",
                        Issue.Kind.FAILED,
                        "The control port " + port + " on " + bind + " could not be opened.",
                        "Stop the program that uses it, or choose another one with --control-port.")
                .because(why + ".");
    }
}
