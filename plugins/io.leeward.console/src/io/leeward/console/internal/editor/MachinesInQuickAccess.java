package io.leeward.console.internal.editor;

import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.operations.machines.MachineView;
import java.util.List;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.quickaccess.IQuickAccessComputer;
import org.eclipse.ui.quickaccess.QuickAccessElement;

/** Lets the search for actions find every machine and open it. */
public final class MachinesInQuickAccess implements IQuickAccessComputer {

    @Override
    public QuickAccessElement[] computeElements() {
        Desk desk = Desk.of(PlatformUI.getWorkbench());
        return desk.link().snapshot().map(snapshot -> snapshot.machines()).orElse(List.of()).stream()
                .map(machine -> new Element(desk, machine))
                .toArray(QuickAccessElement[]::new);
    }

    @Override
    public void resetState() {}

    @Override
    public boolean needsRefresh() {
        return true;
    }

    private static final class Element extends QuickAccessElement {
        private final Desk desk;
        private final MachineView machine;

        Element(Desk desk, MachineView machine) {
            this.desk = desk;
            this.machine = machine;
        }

        @Override
        public String getLabel() {
            return NLS.bind(Messages.find_machine, machine.name(), machine.state());
        }

        @Override
        public ImageDescriptor getImageDescriptor() {
            return Images.descriptor(Attention.shape(machine), desk.palette(), desk.images());
        }

        @Override
        public String getId() {
            return machine.id().value();
        }

        @Override
        public void execute() {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            if (window != null && window.getActivePage() != null) {
                MachineInput.open(window.getActivePage(), machine);
            }
        }
    }
}
