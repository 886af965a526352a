package io.leeward.model;

/**
 * A place in one disk's journal: the state after the frame with this sequence of this epoch.
 *
 * <p>Positions are comparable only along the path of parents of one line; {@link #compareTo} orders by epoch, then
 * sequence, which agrees with that path where both lie on it.
 *
 * @param epoch number of the epoch, from 1
 * @param sequence number of the last frame included, from 1; 0 is the state before the epoch's first frame
 */
public record Position(long epoch, long sequence) implements Comparable<Position> {
    public Position {
        if (epoch < 1 || sequence < 0) {
            throw new IllegalArgumentException("position " + epoch + "/" + sequence);
        }
    }

    @Override
    public int compareTo(Position other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return epoch + "/" + sequence;
    }
}
