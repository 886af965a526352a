package io.leeward.console.internal.editor;

import io.leeward.console.internal.events.EventsPane;
import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.live.Selected;
import io.leeward.console.internal.live.Situation;
import io.leeward.console.internal.points.PointsPane;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.model.MachineId;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.machines.MachineView;
import java.util.Optional;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.part.MultiPageEditorPart;

/** Everything about one machine, on pages. Nothing in it is edited: what changes a machine are its actions. */
public final class MachineEditor extends MultiPageEditorPart {
    public static final String ID = "io.leeward.console.machine";

    private Desk desk;
    private OverviewPage overview;
    private DisksPage disks;
    private PointsPane points;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws org.eclipse.ui.PartInitException {
        super.init(site, input);
        setPartName(input.getName());
        desk = Desk.of(site);
    }

    @Override
    protected void createPages() {
        overview = new OverviewPage(getContainer(), desk);
        page(overview.control(), Messages.editor_overview);
        disks = new DisksPage(getContainer(), desk);
        page(disks.control(), Messages.editor_disks);
        points = new PointsPane(getContainer(), desk, true);
        page(points, Messages.editor_points);
        page(
                new EventsPane(
                                getContainer(),
                                desk,
                                Optional.of(getEditorInput().getName()))
                        .control(),
                Messages.editor_history);
        desk.link().watch(getContainer(), this::show);
    }

    private void page(Control control, String title) {
        setPageText(addPage(control), title);
    }

    @Override
    public void setFocus() {
        super.setFocus();
        desk.selected().choose(Optional.of(machineId()));
    }

    @Override
    public void doSave(IProgressMonitor monitor) {}

    @Override
    public void doSaveAs() {}

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    private MachineId machineId() {
        return ((MachineInput) getEditorInput()).id();
    }

    private void show(Situation situation) {
        if (!(situation instanceof Situation.Running running)) {
            return;
        }
        Snapshot snapshot = running.snapshot();
        Optional<MachineView> machine = Selected.find(snapshot, machineId());
        points.follow(machine, snapshot.at());
        if (machine.isEmpty()) {
            overview.gone();
            return;
        }
        overview.show(machine.get(), snapshot.at());
        disks.show(machine.get(), snapshot.at());
        var mark = desk.images().mark(Attention.shape(machine.get()), desk.palette(), Images.SMALL);
        if (getTitleImage() != mark) {
            setTitleImage(mark);
        }
    }
}
