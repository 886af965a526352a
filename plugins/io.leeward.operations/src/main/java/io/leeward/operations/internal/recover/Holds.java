package io.leeward.operations.internal.recover;

import io.leeward.kernel.Ids;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Ticker;
import io.leeward.model.MachineId;
import io.leeward.operations.internal.vaults.OpenVault;
import io.leeward.vault.head.Hold;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the data of machines from being deleted while it is read. A vault that another engine owns gets no hold. */
public final class Holds {
    /** How long a hold lasts unless it is renewed: a reader that died holds nothing for longer. */
    static final Duration TERM = Duration.ofMinutes(30);

    /** Time between two renewals. */
    static final Duration RENEWAL = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);

    private final Ids ids;
    private final Ticker ticker;

    public Holds(Ids ids, Ticker ticker) {
        this.ids = ids;
        this.ticker = ticker;
    }

    Held take(OpenVault vault, MachineId machine, String reason) {
        Held held = new Held(vault, machine, "hold-" + ids.next(), reason);
        held.put();
        return held;
    }

    /** A hold; renewed and released by any thread. */
    final class Held implements AutoCloseable {
        private final OpenVault vault;
        private final MachineId machine;
        private final String id;
        private final String reason;
        private long renewedAt;

        private Held(OpenVault vault, MachineId machine, String id, String reason) {
            this.vault = vault;
            this.machine = machine;
            this.id = id;
            this.reason = reason;
        }

        /** Renews the hold when it is time. */
        synchronized void renew() {
            if (ticker.nanos() - renewedAt >= RENEWAL.toNanos()) {
                put();
            }
        }

        private synchronized void put() {
            renewedAt = ticker.nanos();
            if (vault.owned()) {
                vault.hold(
                        machine,
                        new Hold(id, reason, vault.vault().store().storeTime().plus(TERM)));
            }
        }

        @Override
        public void close() {
            try {
                vault.release(machine, id);
            } catch (IssueException e) {
                LOG.atWarn().addKeyValue("issue", e.issue().code()).log("A hold was not released and will run out");
            }
        }
    }
}
