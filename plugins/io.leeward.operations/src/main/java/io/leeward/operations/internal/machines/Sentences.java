package io.leeward.operations.internal.machines;

import io.leeward.model.Resync;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.state.MachineRecord;
import java.time.Duration;
import java.util.Optional;

/** The state of a machine in a few words. */
final class Sentences {
    private Sentences() {}

    static String state(Known known, Resync resync, Optional<Double> progress) {
        Optional<Duration> silence = MachineViews.silence(known);
        if (silence.isPresent()) {
            return "Lost contact for " + Words.age(silence.get());
        }
        MachineRecord record = known.record();
        boolean failed = record.failure().isPresent();
        return switch (record.phase()) {
            case UNPROTECTED -> known.enrolled() ? "Not protected" : "In the vault, not enrolled here";
            case ENABLING -> failed ? "Enabling replication failed" : "Enabling replication";
            case INITIAL_COPY -> initialCopy(known, progress);
            case PROTECTED -> "Protected" + comparison(resync, progress);
            case FAILING_OVER -> failed ? "Failover failed" : "Failing over";
            case FAILED_OVER -> "Failed over, commit pending";
            case COMMITTED -> "Runs at the recovery site, not protected";
            case REPROTECTING -> failed ? "Re-protect failed" : "Re-protecting";
            case DISABLING -> failed ? "Disabling replication failed" : "Disabling replication";
        };
    }

    private static String initialCopy(Known known, Optional<Double> progress) {
        boolean done = known.status().map(ReplicationStatus::initialCopyDone).orElse(false);
        return done
                ? "Waiting for the first recovery point"
                : "Initial copy"
                        + progress.map(share -> " " + Words.percent(share)).orElse("");
    }

    private static String comparison(Resync resync, Optional<Double> progress) {
        return switch (resync.state()) {
            case NONE -> "";
            case REQUIRED -> " · resync required";
            case COMPARING ->
                " · comparing"
                        + progress.map(share -> " " + Words.percent(share)).orElse("");
        };
    }
}
