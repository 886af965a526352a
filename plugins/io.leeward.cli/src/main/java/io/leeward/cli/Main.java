package io.leeward.cli;

import io.leeward.cli.command.Leeward;

/** Starts the command line. */
public final class Main {
    private Main() {}

    /**
     * Exits with the code of the command: 0 done, 1 failed, 2 usage, 3 not allowed, 4 not found, 5 not reachable, 6
     * credentials.
     */
    public static void main(String[] arguments) {
        System.exit(Leeward.run(System.out, System.err, arguments));
    }
}
