package io.leeward.wire.data;

import java.nio.ByteBuffer;
import java.util.List;

/** What a mobility agent says to a process server. {@code disk} is the index of the disk in the hello. */
public sealed interface AgentMessage extends Message {

    /** Most bytes of disk data in one frame. */
    int LARGEST_DATA_BYTES = 64 * 1024;

    /**
     * Opens a session.
     *
     * @param machine identifier from the enrolment
     * @param incarnation what the hardware says of itself (DMI UUID, disk serials), hashed; 32 bytes
     * @param token the token of the session before, or 32 zero bytes before the first
     * @param disks the disks, at least one
     */
    record Hello(String machine, ByteBuffer incarnation, ByteBuffer token, List<HelloDisk> disks)
            implements AgentMessage {
        public Hello {
            disks = List.copyOf(disks);
        }
    }

    /**
     * A disk as its agent knows it.
     *
     * @param disk identifier
     * @param bytes size
     * @param epoch epoch last used, 0 before the first
     * @param spool spool last used, empty before the first
     * @param acknowledged highest sequence of that epoch that was acknowledged
     * @param stored highest sequence of that epoch that was reported stored
     * @param sequenceBound no sequence above this was ever used in that epoch
     * @param coverage whether the HRL proves every change since {@code stored}
     */
    record HelloDisk(
            String disk,
            long bytes,
            long epoch,
            String spool,
            long acknowledged,
            long stored,
            long sequenceBound,
            boolean coverage) {}

    /** Confirms that the token of the welcome is durable; nothing else is accepted before it. */
    record TokenKept() implements AgentMessage {}

    /** Asks for the hashes that the vault holds for blocks. */
    record HashesWanted(int disk, long firstBlock, int count) implements AgentMessage {
        /** Most blocks in one request. */
        public static final int MOST = 16_384;
    }

    /** Bytes of a disk, as they were read. */
    record Data(int disk, long sequence, long offset, ByteBuffer bytes) implements AgentMessage {}

    /** A range of a disk that reads as zeros. */
    record Zeros(int disk, long sequence, long offset, long length) implements AgentMessage {}

    /**
     * The place of a recovery point in a disk's journal; sent for every disk of the machine.
     *
     * @param point identifier of the point, chosen by the server
     * @param kind ordinal of {@code PointKind}
     * @param cutAtMillis when it was cut, by the agent's clock, milliseconds since 1970
     * @param diskBytes size of the disk then
     */
    record Marker(int disk, long sequence, String point, int kind, long cutAtMillis, long diskBytes)
            implements AgentMessage {}

    /** A requested point could not be cut; no marker of it was or will be sent. */
    record NoPoint(String point, String code, String message, String remedy) implements AgentMessage {}

    /**
     * How a disk is doing; sent at least every few seconds.
     *
     * @param initialDone whether the HRL has been empty once since the epoch began
     * @param copiedBytes bytes looked at by the present full pass
     * @param pendingBytes bytes in the HRL that are not stored
     * @param note what the agent is doing, in a few words
     */
    record DiskStatus(int disk, boolean initialDone, long copiedBytes, long pendingBytes, String note)
            implements AgentMessage {}

    /** The agent's wall clock, for skew; the server answers with {@link ServerMessage.Pong}. */
    record Ping(long agentMillis) implements AgentMessage {}
}
