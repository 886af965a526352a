package io.leeward.console.internal.points;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.EmptyState;
import io.leeward.console.widgets.Pages;
import io.leeward.console.widgets.Token;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.machines.MachineView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/** The recovery points of the chosen machine on a line of time. */
public final class TimelineView extends ViewPart {
    public static final String ID = "io.leeward.console.timeline";

    private Desk desk;
    private Pages pages;
    private PointsPane pane;
    private EmptyState empty;

    @Override
    public void createPartControl(Composite parent) {
        desk = Desk.of(getSite());
        pages = new Pages(parent);
        pane = new PointsPane(pages, desk, false);
        empty = new EmptyState(
                pages,
                Images.POINT.image(desk.images(), desk.palette(), Token.MUTED, Images.LARGE / 2),
                Messages.points_emptyTitle,
                Messages.points_emptyText,
                List.of());
        desk.selected().watch(pages, id -> update());
        desk.link().watch(pages, situation -> update());
    }

    @Override
    public void setFocus() {
        pages.setFocus();
    }

    private void update() {
        Optional<MachineView> machine = desk.selected().machine();
        pane.follow(machine, desk.link().snapshot().map(Snapshot::at).orElse(Instant.EPOCH));
        pages.bring(machine.isPresent() ? pane : empty);
        String title = machine.map(view -> NLS.bind(Messages.points_titleOf, view.name()))
                .orElse(Messages.points_title);
        if (!title.equals(getPartName())) {
            setPartName(title);
        }
    }
}
