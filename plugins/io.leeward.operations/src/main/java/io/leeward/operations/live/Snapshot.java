package io.leeward.operations.live;

import io.leeward.operations.jobs.JobView;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.servers.ServerView;
import io.leeward.operations.vaults.VaultView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that moves, at one moment.
 *
 * @param version grows with every change
 * @param at when it was taken
 * @param vault the attached vault, if any
 * @param servers servers of this installation
 * @param machines all machines, by name
 * @param jobs jobs that run and the latest that ended, newest first
 * @param newestEvent number of the newest event, 0 when there is none
 * @param bytesPerSecond data received by all process servers lately
 * @param bottleneck the busiest stage in words, for example {@code upload} or {@code balanced}
 */
public record Snapshot(
        long version,
        Instant at,
        Optional<VaultView> vault,
        List<ServerView> servers,
        List<MachineView> machines,
        List<JobView> jobs,
        long newestEvent,
        long bytesPerSecond,
        String bottleneck) {
    public Snapshot {
        servers = List.copyOf(servers);
        machines = List.copyOf(machines);
        jobs = List.copyOf(jobs);
    }
}
