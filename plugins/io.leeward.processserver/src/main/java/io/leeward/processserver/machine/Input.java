package io.leeward.processserver.machine;

import io.leeward.processserver.link.AgentSession;
import io.leeward.replication.work.WorkResult;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.AgentMessage.Hello;

/** What comes into a machine's loop. */
sealed interface Input {
    record Opened(AgentSession session, Hello hello) implements Input {}

    /**
     * @param bytes length of the frame
     * @param handled run when the message is not used any more
     */
    record Received(AgentSession session, AgentMessage message, int bytes, Runnable handled) implements Input {}

    record Closed(AgentSession session, String why) implements Input {}

    record Completed(long work, WorkResult result) implements Input {}

    /**
     * A question that somebody waits on.
     *
     * @param action answers it, on the loop
     * @param refusal answers it when the loop cannot
     */
    record Call(Runnable action, Runnable refusal) implements Input {}
}
