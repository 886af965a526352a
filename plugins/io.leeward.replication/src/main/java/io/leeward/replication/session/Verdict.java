package io.leeward.replication.session;

import io.leeward.vault.epoch.Coverage;

/** How replication of a disk goes on after a hello. */
public sealed interface Verdict {

    /** In the present epoch, after what is durable. */
    record Continue() implements Verdict {}

    /** In the present epoch, which this spool claimed and nobody has used: the welcome that named it was lost. */
    record OfferAgain(Coverage coverage, String why) implements Verdict {}

    /**
     * In a new epoch.
     *
     * @param coverage how it begins
     * @param why in one sentence, for people
     * @param spoolLost whether frames that were acknowledged, or could have been, are gone
     */
    record NewEpoch(Coverage coverage, String why, boolean spoolLost) implements Verdict {}
}
