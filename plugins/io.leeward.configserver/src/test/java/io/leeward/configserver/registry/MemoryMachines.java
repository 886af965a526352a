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

/** Machines in memory. */
public final class MemoryMachines implements MachineStore {
    private final Map<String, Versioned<MachineRecord>> byName = new TreeMap<>();

    @Override
    public synchronized List<Versioned<MachineRecord>> list() {
        return List.copyOf(byName.values());
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
