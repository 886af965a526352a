package io.leeward.capture.hrl;

/**
 * What the agent knows of the epoch of a disk.
 *
 * @param epoch number, 0 before the first
 * @param spool identifier of the spool, empty before the first
 * @param acknowledged highest sequence known to be durable in the spool
 * @param stored highest sequence known to be contiguous in the vault; the HRL covers everything since
 * @param bound no sequence above this was ever used in the epoch
 * @param used last sequence used when the agent last stopped in order, 0 otherwise
 * @param emptied whether everything had been sent once since the epoch began
 */
public record EpochState(
        long epoch, String spool, long acknowledged, long stored, long bound, long used, boolean emptied) {
    /** Before the first epoch. */
    public static final EpochState NONE = new EpochState(0, "", 0, 0, 0, 0, false);

    EpochState acknowledgedUpTo(long sequence) {
        return new EpochState(epoch, spool, Math.max(acknowledged, sequence), stored, bound, used, emptied);
    }

    EpochState storedUpTo(long sequence) {
        return new EpochState(
                epoch, spool, Math.max(acknowledged, sequence), Math.max(stored, sequence), bound, used, emptied);
    }

    EpochState boundTo(long sequence) {
        return new EpochState(epoch, spool, acknowledged, stored, Math.max(bound, sequence), 0, emptied);
    }

    EpochState usedUpTo(long sequence) {
        return new EpochState(epoch, spool, acknowledged, stored, bound, sequence, emptied);
    }

    EpochState afterEmptied() {
        return new EpochState(epoch, spool, acknowledged, stored, bound, used, true);
    }
}
