package io.leeward.replication;

import io.leeward.model.Resync;
import java.util.Optional;

/** Whether a machine is to be compared with its copy, or is being. */
final class Resyncs {
    private Resyncs() {}

    static Resync of(Machine machine) {
        Optional<String> required = machine.spool.flatMap(spool -> machine.lanes.keySet().stream()
                .flatMap(disk -> spool.record().disk(disk).resync().stream())
                .findFirst());
        if (required.isPresent()) {
            return new Resync(Resync.State.REQUIRED, required);
        }
        return machine.lanes.values().stream()
                .filter(Lane::comparing)
                .findFirst()
                .map(lane -> lane.why().isEmpty() ? "The copy is being compared." : lane.why())
                .map(why -> new Resync(Resync.State.COMPARING, Optional.of(why)))
                .orElse(Resync.NONE);
    }
}
