package io.leeward.configserver.registry;

import io.leeward.model.MachineId;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.MachineStore;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.Versioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Machines in memory. */
public final class MemoryMachines implements MachineStore {
    private static final long MEETING_MILLIS = 300;

    private volatile Optional<CyclicBarrier> meeting = Optional.empty();
    private final Map<String, Versioned<MachineRecord>> byName = new TreeMap<>();

    /** From now on whoever lists machines waits a while for others who do, before anybody goes on with what it read. */
    public void meetAtList(int parties) {
        meeting = Optional.of(new CyclicBarrier(parties));
    }

    @Override
    public List<Versioned<MachineRecord>> list() {
        List<Versioned<MachineRecord>> found;
        synchronized (this) {
            found = List.copyOf(byName.values());
        }
        meeting.ifPresent(MemoryMachines::meet);
        return found;
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(MEETING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | BrokenBarrierException e) {
            // the others are kept out, or have gone on
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized Optional<Versioned<MachineRecord>> find(MachineId machine) {
        return byName.values().stream()
                .filter(found -> found.value().id().equals(machine))
                .findFirst();
    }

    @Override
    public synchronized Optional<Versioned<MachineRecord>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public synchronized SaveResult insert(MachineRecord machine) {
        if (byName.containsKey(machine.name()) || find(machine.id()).isPresent()) {
            return new SaveResult.Taken();
        }
        byName.put(machine.name(), new Versioned<>(machine, 1));
        return new SaveResult.Saved(1);
    }

    @Override
    public synchronized SaveResult update(MachineRecord machine, long version) {
        Optional<Versioned<MachineRecord>> old = find(machine.id());
        if (old.isEmpty() || old.get().version() != version) {
            return new SaveResult.Stale();
        }
        byName.remove(old.get().value().name());
        byName.put(machine.name(), new Versioned<>(machine, version + 1));
        return new SaveResult.Saved(version + 1);
    }

    @Override
    public synchronized boolean delete(MachineId machine, long version) {
        return byName.values().removeIf(found -> found.value().id().equals(machine) && found.version() == version);
    }
}
