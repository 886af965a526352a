package io.leeward.console.internal.editor;

import io.leeward.model.Identifier;
import io.leeward.model.MachineId;
import io.leeward.operations.machines.MachineView;
import java.util.Optional;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IElementFactory;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.statushandlers.StatusManager;

/** The machine that an editor shows; survives a restart of the console. */
public final class MachineInput extends PlatformObject implements IEditorInput, IPersistableElement {
    private static final String ID = "id";
    private static final String NAME = "name";

    private final MachineId id;
    private final String name;

    MachineInput(MachineId id, String name) {
        this.id = id;
        this.name = name;
    }

    /** Opens the machine's editor or brings it to the front. */
    public static void open(IWorkbenchPage page, MachineView machine) {
        try {
            page.openEditor(new MachineInput(machine.id(), machine.name()), MachineEditor.ID);
        } catch (PartInitException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.LOG | StatusManager.SHOW);
        }
    }

    public MachineId id() {
        return id;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return null;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public IPersistableElement getPersistable() {
        return this;
    }

    @Override
    public String getToolTipText() {
        return name;
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString(ID, id.value());
        memento.putString(NAME, name);
    }

    @Override
    public String getFactoryId() {
        return Factory.ID;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MachineInput input && input.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Reads an input back that was kept from the last session. */
    public static final class Factory implements IElementFactory {
        static final String ID = "io.leeward.console.machineInput";

        @Override
        public IAdaptable createElement(IMemento memento) {
            return Optional.ofNullable(memento.getString(MachineInput.ID))
                    .filter(Identifier::valid)
                    .map(id -> new MachineInput(new MachineId(id), memento.getString(NAME)))
                    .orElse(null);
        }
    }
}
