package io.leeward.wire.data;

import java.nio.ByteBuffer;
import java.util.List;

/** What a process server says to a mobility agent. {@code disk} is the index of the disk in the hello. */
public sealed interface ServerMessage extends Message {

    /**
     * Answers a hello.
     *
     * @param token to be kept durably and shown in the next hello; 32 bytes
     * @param window most bytes of disk data that may be sent and not acknowledged, per machine
     * @param disks one for each disk of the hello, in its order
     */
    record Welcome(ByteBuffer token, long window, List<WelcomeDisk> disks) implements ServerMessage {
        public Welcome {
            disks = List.copyOf(disks);
        }
    }

    /** How replication of a disk goes on. */
    enum Resume {
        /** Same epoch: go on after {@code acknowledged}; ranges sent beyond it are pending again. */
        CONTINUE,
        /**
         * New epoch whose parent is the last contiguous stored position, covered by the HRL: resend what is not stored.
         */
        NEW_CONTINUOUS,
        /** New epoch: compare the whole disk with the hashes of the vault and send what differs. */
        NEW_COMPARED,
        /** New epoch without a parent: send the whole disk. */
        NEW_INITIAL
    }

    /**
     * The server's side of a disk.
     *
     * @param resume how to go on
     * @param epoch to be used from now on
     * @param spool identifier of the spool
     * @param acknowledged highest durable sequence of that epoch
     * @param stored highest sequence of that epoch that is contiguous in the vault
     * @param why in one sentence, when a new epoch was needed
     */
    record WelcomeDisk(Resume resume, long epoch, String spool, long acknowledged, long stored, String why) {}

    /** Everything up to {@code acknowledged} is durable in the spool, up to {@code stored} contiguous in the vault. */
    record Watermarks(int disk, long acknowledged, long stored) implements ServerMessage {}

    /**
     * Hashes of blocks, 16 bytes each; 16 zero bytes mean that the vault holds nothing for that block.
     *
     * @param firstBlock as requested
     * @param hashes as many as the vault answers for, at least one block
     */
    record Hashes(int disk, long firstBlock, ByteBuffer hashes) implements ServerMessage {}

    /**
     * Asks for a recovery point.
     *
     * @param point its identifier
     * @param appConsistent whether scripts are run around the freeze
     */
    record CutPoint(String point, boolean appConsistent) implements ServerMessage {}

    /** Compare the whole disk again, in the present epoch, and send what differs. */
    record Compare(int disk, String why) implements ServerMessage {}

    /** The point is in the vault and can be recovered. */
    record PointRecoverable(String point) implements ServerMessage {}

    record Pong(long agentMillis, long serverMillis) implements ServerMessage {}

    /**
     * Ends the session; the connection is closed after it.
     *
     * @param retryAfterMillis when to say hello again; negative: not before a person has changed something
     */
    record Stop(String code, String message, String remedy, long retryAfterMillis) implements ServerMessage {}
}
