package io.leeward.agent;

import io.leeward.agent.command.AgentCommand;

/** Entry point of the mobility agent. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(AgentCommand.execute(arguments));
    }
}
