package io.leeward.operations.state;

import io.leeward.model.MachineId;
import java.util.List;
import java.util.Optional;

/** Enrolled machines, protected or not. Names are unique, told apart by their exact characters. */
public interface MachineStore {
    /** All machines, by name. */
    List<Versioned<MachineRecord>> list();

    Optional<Versioned<MachineRecord>> find(MachineId machine);

    Optional<Versioned<MachineRecord>> named(String name);

    /** Adds a machine; {@code Taken} when its identifier or name is in use. */
    SaveResult insert(MachineRecord machine);

    /** Replaces a machine; {@code Taken} when another one has its name. */
    SaveResult update(MachineRecord machine, long version);

    /** Removes a machine that still has this version, and its session state; true when it did. */
    boolean delete(MachineId machine, long version);
}
