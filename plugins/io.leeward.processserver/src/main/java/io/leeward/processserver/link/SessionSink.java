package io.leeward.processserver.link;

import io.leeward.kernel.Issue;
import io.leeward.model.MachineId;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.AgentMessage.Hello;
import java.util.Optional;

/** Where sessions go. Methods return quickly; each is called on the reading thread of its connection. */
public interface SessionSink {

    /** What a machine's side does with its sessions. */
    interface Machine {
        /** A hello arrived; answered through the session. */
        void opened(AgentSession session, Hello hello);

        /**
         * A message arrived.
         *
         * @param handled run exactly once, by any thread, when the message and its bytes are not used any more
         */
        void received(AgentSession session, AgentMessage message, int bytes, Runnable handled);

        /** The connection is gone; nothing more arrives of this session. */
        void closed(AgentSession session, String why);
    }

    /** The machine's side, or empty when the machine is not being replicated here. */
    Optional<Machine> machine(MachineId machine);

    /** Something a person might want to know of a connection that became no session. */
    void dropped(String address, Issue why);
}
