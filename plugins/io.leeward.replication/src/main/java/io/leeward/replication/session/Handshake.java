package io.leeward.replication.session;

import io.leeward.model.Position;
import io.leeward.replication.session.Tokens.Standing;
import io.leeward.vault.epoch.Coverage;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import java.util.Optional;

/** Judges how replication of a disk may go on: a pure function of what the agent says and what this server has. */
public final class Handshake {
    private static final String ANSWER_LOST = "The answer to the hello before was lost.";

    private Handshake() {}

    /**
     * The verdict on a disk.
     *
     * @param hello what the agent says of the disk
     * @param token how the agent's token stands
     * @param line what this server has, or empty when the disk has no epoch yet
     * @param spool identifier of this spool
     * @param resync why a comparison was asked for, if it was
     */
    public static Verdict judge(
            HelloDisk hello, Standing token, Optional<DiskBasis> line, String spool, Optional<String> resync) {
        if (line.isEmpty()) {
            return new Verdict.NewEpoch(Coverage.INITIAL, "Nothing of this disk is in the vault yet.", false);
        }
        DiskBasis basis = line.get();
        if (resync.isPresent()) {
            return compared(resync.get());
        }
        if (hello.bytes() != basis.diskBytes()) {
            return compared("The disk has " + hello.bytes() + " bytes now; its copy has " + basis.diskBytes() + ".");
        }
        boolean begunInVain = token == Standing.STALE || hello.epoch() != basis.epoch() || !hello.coverage();
        if (begunInVain && basis.healthy() && basis.untouched() && basis.coverage() != Coverage.CONTINUOUS) {
            return new Verdict.OfferAgain(basis.coverage(), ANSWER_LOST);
        }
        if (token == Standing.STALE) {
            return compared("The agent was taken back in time: it does not show the token that it was given last.");
        }
        if (!basis.held()) {
            return afterLoss(hello, token, basis, "The spool of this server is new to the disk.");
        }
        if (basis.damage().isPresent()) {
            return afterLoss(hello, token, basis, basis.damage().get().message());
        }
        return hello.epoch() == basis.epoch() ? sameEpoch(hello, token, basis, spool) : otherEpoch(hello, token, basis);
    }

    /**
     * Whether a healthy spool holds frames that the agent says it has never sent: the machine was taken back in time.
     */
    public static boolean travelled(HelloDisk hello, DiskBasis basis, String spool) {
        return basis.healthy()
                && hello.epoch() == basis.epoch()
                && hello.spool().equals(spool)
                && hello.acknowledged() <= basis.durable()
                && hello.sequenceBound() < basis.durable();
    }

    private static Verdict sameEpoch(HelloDisk hello, Standing token, DiskBasis basis, String spool) {
        if (!hello.spool().equals(spool)) {
            return afterLoss(hello, token, basis, "The agent last spoke to another spool.");
        }
        if (hello.acknowledged() > basis.durable()) {
            String why = "The spool holds frames up to " + basis.durable() + ", but " + hello.acknowledged()
                    + " was acknowledged.";
            return afterLoss(hello, token, basis, why);
        }
        if (travelled(hello, basis, spool)) {
            return compared(
                    "The agent was taken back in time: this server has frames that the agent has not sent yet.");
        }
        boolean comparing = basis.coverage() == Coverage.COMPARED && !basis.complete();
        if (!hello.coverage() && !comparing) {
            return compared("Changes were not tracked without a break.");
        }
        return new Verdict.Continue();
    }

    private static Verdict otherEpoch(HelloDisk hello, Standing token, DiskBasis basis) {
        if (!basis.untouched()) {
            return compared("The agent knows epoch " + hello.epoch() + ", the copy is in epoch " + basis.epoch() + ".");
        }
        return basis.parent().filter(parent -> covers(hello, token, parent)).isPresent()
                ? new Verdict.OfferAgain(Coverage.CONTINUOUS, ANSWER_LOST)
                : compared("The agent's log does not reach back to where epoch " + basis.epoch() + " begins.");
    }

    private static Verdict afterLoss(HelloDisk hello, Standing token, DiskBasis basis, String why) {
        boolean compared = basis.coverage() != Coverage.COMPARED || basis.complete();
        boolean covered = compared && covers(hello, token, new Position(basis.epoch(), basis.stored()))
                || neverUsed(basis)
                        && basis.parent()
                                .filter(parent -> covers(hello, token, parent))
                                .isPresent();
        return new Verdict.NewEpoch(covered ? Coverage.CONTINUOUS : Coverage.COMPARED, why, true);
    }

    /** An epoch that went on without a comparison and of which nothing came to the vault stands for its parent. */
    private static boolean neverUsed(DiskBasis basis) {
        return basis.coverage() == Coverage.CONTINUOUS && basis.stored() == 0;
    }

    /**
     * Whether the agent's log holds every change since the position. Without a token that both sides remember only an
     * agent whose last stored sequence is exactly that position is believed: it may have been taken back in time before
     * anything later was stored.
     */
    private static boolean covers(HelloDisk hello, Standing token, Position from) {
        boolean reaches =
                token == Standing.KNOWN ? hello.stored() <= from.sequence() : hello.stored() == from.sequence();
        return hello.epoch() == from.epoch() && hello.coverage() && reaches && hello.sequenceBound() >= from.sequence();
    }

    private static Verdict compared(String why) {
        return new Verdict.NewEpoch(Coverage.COMPARED, why, false);
    }
}
