package io.leeward.console.internal.points;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.RowTable;
import io.leeward.console.widgets.Style;
import io.leeward.console.widgets.Timeline;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.machines.PointView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;

/** The recovery points of a machine: a timeline and, where there is room, a table, with one selection. */
public final class PointsPane extends Composite {
    private static final int TIMELINE_HEIGHT = 120;
    private static final int TIMELINE_LEAST = 84;

    private final Desk desk;
    private final Timeline timeline;
    private final Optional<RowTable<PointView>> table;
    private final PointFeed feed;
    private Optional<MachineView> machine = Optional.empty();
    private List<PointView> points = List.of();
    private Optional<String> selected = Optional.empty();
    private Instant now = Instant.EPOCH;

    /**
     * Makes it.
     *
     * @param withTable whether the table stands below the timeline
     */
    public PointsPane(Composite parent, Desk desk, boolean withTable) {
        super(parent, SWT.NONE);
        this.desk = desk;
        Style.SURFACE.on(this);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        setLayout(layout);
        timeline = new Timeline(
                this,
                desk.palette(),
                List.of(Messages.points_laneCrash, Messages.points_laneApp, Messages.points_laneGroup),
                Messages.points_none,
                Instant.ofEpochSecond(0));
        timeline.setToolTipText(Messages.points_timelineHint);
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, !withTable);
        data.heightHint = withTable ? TIMELINE_HEIGHT : TIMELINE_LEAST;
        timeline.setLayoutData(data);
        timeline.onSelect(this::choose);
        table = withTable ? Optional.of(createTable()) : Optional.empty();
        feed = new PointFeed(desk, this, this::show, issue -> timeline.nothing(issue.message()));
        PointMenu menu = new PointMenu(desk, this, feed::changed);
        menu.attach(timeline);
        table.ifPresent(rows -> menu.attach(rows.control()));
    }

    /** Shows the points of this machine as it is at a moment. */
    public void follow(Optional<MachineView> view, Instant moment) {
        now = moment;
        if (!view.map(MachineView::id).equals(machine.map(MachineView::id))) {
            timeline.showAll();
            choose(Optional.empty());
        }
        machine = view;
        feed.follow(view, moment);
        draw();
    }

    /** The machine whose points are shown. */
    Optional<MachineView> machine() {
        return machine;
    }

    /** The selected point. */
    Optional<PointView> selected() {
        return selected.flatMap(key ->
                points.stream().filter(view -> PointMarks.key(view).equals(key)).findFirst());
    }

    private RowTable<PointView> createTable() {
        RowTable<PointView> rows = new RowTable<>(
                this,
                desk.palette(),
                desk.images(),
                PointMarks.columns(() -> now),
                PointMarks::key,
                PointMarks.NEWEST_FIRST);
        rows.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        rows.onSelect(view -> choose(view.map(PointMarks::key)));
        return rows;
    }

    private void show(List<PointView> newPoints) {
        points = newPoints;
        timeline.nothing(Messages.points_none);
        table.ifPresent(rows -> rows.show(points));
        draw();
    }

    private void draw() {
        timeline.show(
                points.reversed().stream().map(PointMarks::mark).toList(),
                now,
                NLS.bind(
                        Messages.points_words,
                        points.size(),
                        machine.map(MachineView::name).orElse("")));
    }

    private void choose(Optional<String> key) {
        selected = key;
        timeline.select(key);
        table.ifPresent(rows -> rows.select(key));
    }
}
