package io.leeward.console.internal.live;

import io.leeward.model.MachineId;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.machines.MachineView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.swt.widgets.Control;

/** The machine that the operator is looking at: chosen in a table or by the editor in front. UI thread only. */
public final class Selected {
    private final EngineLink link;
    private final List<Consumer<Optional<MachineId>>> listeners = new ArrayList<>();
    private Optional<MachineId> machine = Optional.empty();

    public Selected(EngineLink link) {
        this.link = link;
    }

    public void choose(Optional<MachineId> next) {
        if (!machine.equals(next)) {
            machine = next;
            List.copyOf(listeners).forEach(listener -> listener.accept(next));
        }
    }

    public Optional<MachineId> id() {
        return machine;
    }

    /** The chosen machine as the newest snapshot shows it. */
    public Optional<MachineView> machine() {
        return machine.flatMap(id -> link.snapshot().flatMap(snapshot -> find(snapshot, id)));
    }

    /** Calls the listener after each change, as long as the control lives. */
    public void watch(Control owner, Consumer<Optional<MachineId>> listener) {
        listeners.add(listener);
        owner.addDisposeListener(event -> listeners.remove(listener));
    }

    /** Calls the listener after each change, until it is taken away by the result. */
    public Runnable watch(Consumer<Optional<MachineId>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The machine in a snapshot. */
    public static Optional<MachineView> find(Snapshot snapshot, MachineId id) {
        return snapshot.machines().stream().filter(view -> view.id().equals(id)).findFirst();
    }
}
