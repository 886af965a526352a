package io.leeward.operations.internal.machines;

import io.leeward.kernel.Clock;
import io.leeward.kernel.IssueException;
import io.leeward.model.MachineId;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.internal.vaults.OpenVault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest point of each machine as the vault last said it, so that views need not ask the store. Safe for use by
 * many threads.
 */
final class NewestPoints {
    /** Age after which the vault is asked again. */
    static final Duration FRESH = Duration.ofMinutes(1);

    private record Said(Optional<RecoveryPoint> point, Instant at) {}

    private final Clock clock;
    private final Map<MachineId, Said> said = new ConcurrentHashMap<>();

    NewestPoints(Clock clock) {
        this.clock = clock;
    }

    Optional<RecoveryPoint> of(MachineId machine) {
        Said known = said.get(machine);
        return known == null ? Optional.empty() : known.point();
    }

    /** Replication says so. */
    void put(RecoveryPoint point) {
        said.put(point.machine(), new Said(Optional.of(point), clock.now()));
    }

    /** Whether what is known is too old to be relied on. */
    boolean stale(MachineId machine) {
        Said known = said.get(machine);
        return known == null || Duration.between(known.at(), clock.now()).abs().compareTo(FRESH) >= 0;
    }

    /** Asks the vault when what is known is not fresh; a store that fails changes nothing. */
    void refresh(MachineId machine, OpenVault vault) {
        if (!stale(machine)) {
            return;
        }
        Instant now = clock.now();
        try {
            said.put(machine, new Said(vault.newestPoint(machine), now));
        } catch (IssueException e) {
            said.put(machine, new Said(of(machine), now));
        }
    }

    /** Another vault: nothing said before holds. */
    void clear() {
        said.clear();
    }
}
