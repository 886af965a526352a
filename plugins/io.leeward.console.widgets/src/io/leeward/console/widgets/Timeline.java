package io.leeward.console.widgets;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/**
 * Moments on a line of time: the wheel zooms, dragging moves, a double click shows everything again, the arrow keys go
 * from mark to mark. A table that shows the same marks belongs beside it.
 */
public final class Timeline extends Canvas {
    static final int LABELS = 64;

    private static final Duration AT_LEAST = Duration.ofMinutes(30);
    private static final double ZOOM_STEP = 1.25;
    private static final int REACH = 6;

    private final TimelinePainter painter;
    private final List<Consumer<Optional<String>>> listeners = new ArrayList<>();
    private List<TimelineMark> marks = List.of();
    private Optional<String> selected = Optional.empty();
    private Optional<TimeScale> chosen = Optional.empty();
    private Instant now;
    private Optional<Integer> dragFrom = Optional.empty();
    private boolean dragged;
    private String description = "";

    /**
     * Makes it.
     *
     * @param laneNames what the rows are called, from bottom to top
     * @param nothing what stands there while there are no marks
     * @param now the right edge until it is moved
     */
    public Timeline(Composite parent, Palette palette, List<String> laneNames, String nothing, Instant now) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.now = now;
        this.painter = new TimelinePainter(palette, laneNames, nothing);
        Style.SURFACE.on(this);
        addPaintListener(event -> painter.paint(event.gc, getClientArea(), scale(), marks, selected, now()));
        addListener(SWT.MouseWheel, this::zoom);
        addListener(SWT.MouseDown, this::press);
        addListener(SWT.MouseMove, this::move);
        addListener(SWT.MouseUp, this::release);
        addListener(SWT.MouseDoubleClick, event -> showAll());
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse, event -> event.doit = true);
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = description;
            }
        });
    }

    /**
     * Shows these marks, oldest first.
     *
     * @param words the same for those who cannot see it
     */
    public void show(List<TimelineMark> newMarks, Instant newNow, String words) {
        marks = List.copyOf(newMarks);
        now = newNow;
        description = words;
        redraw();
    }

    /** Changes what stands there while there are no marks. */
    public void nothing(String words) {
        painter.nothing(words);
        redraw();
    }

    /** Selects a mark without telling the listeners. */
    public void select(Optional<String> id) {
        if (!selected.equals(id)) {
            selected = id;
            redraw();
        }
    }

    /** The selected mark. */
    public Optional<String> selected() {
        return selected;
    }

    /** Called after the operator selected another mark. */
    public void onSelect(Consumer<Optional<String>> listener) {
        listeners.add(listener);
    }

    /** Shows the whole span again. */
    public void showAll() {
        chosen = Optional.empty();
        redraw();
    }

    private Instant now() {
        return now;
    }

    private TimeScale scale() {
        int width = Math.max(1, getClientArea().width - LABELS - Style.WIDE_GAP);
        return chosen.map(scale -> scale.wide(width)).orElseGet(() -> whole(width));
    }

    private TimeScale whole(int width) {
        Instant oldest =
                marks.isEmpty() ? now.minus(AT_LEAST) : marks.getFirst().at();
        Instant from = oldest.isBefore(now.minus(AT_LEAST)) ? oldest : now.minus(AT_LEAST);
        Duration margin = Duration.between(from, now).dividedBy(50);
        return new TimeScale(from.minus(margin), now.plus(margin), width);
    }

    private void zoom(Event event) {
        double factor = event.count > 0 ? 1 / ZOOM_STEP : ZOOM_STEP;
        chosen = Optional.of(scale().zoomed(event.x - LABELS, factor));
        event.doit = false;
        redraw();
    }

    private void press(Event event) {
        if (event.button == 1) {
            setFocus();
            dragFrom = Optional.of(event.x);
            dragged = false;
        } else if (event.button == 3) {
            markAt(event.x, event.y).ifPresent(mark -> choose(Optional.of(mark.id())));
        }
    }

    private void move(Event event) {
        if (dragFrom.isPresent() && (dragged || Math.abs(event.x - dragFrom.get()) > REACH)) {
            dragged = true;
            chosen = Optional.of(scale().moved(dragFrom.get() - event.x));
            dragFrom = Optional.of(event.x);
            redraw();
            return;
        }
        String hint = markAt(event.x, event.y).map(TimelineMark::hint).orElse(null);
        if (!java.util.Objects.equals(hint, getToolTipText())) {
            setToolTipText(hint);
        }
    }

    private void release(Event event) {
        if (dragFrom.isPresent() && !dragged) {
            choose(markAt(event.x, event.y).map(TimelineMark::id));
        }
        dragFrom = Optional.empty();
    }

    private void key(Event event) {
        int step = event.keyCode == SWT.ARROW_LEFT ? -1 : event.keyCode == SWT.ARROW_RIGHT ? 1 : 0;
        if (step != 0 && !marks.isEmpty()) {
            int place = selected.map(this::place).orElse(marks.size());
            choose(Optional.of(
                    marks.get(Math.clamp(place + step, 0, marks.size() - 1)).id()));
        }
    }

    private int place(String id) {
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).id().equals(id)) {
                return i;
            }
        }
        return marks.size();
    }

    private void choose(Optional<String> id) {
        if (!id.equals(selected)) {
            selected = id;
            redraw();
            listeners.forEach(listener -> listener.accept(id));
        }
    }

    private Optional<TimelineMark> markAt(int x, int y) {
        TimeScale scale = scale();
        TimelineMark best = null;
        int nearest = REACH + 1;
        for (TimelineMark mark : marks) {
            int distance = Math.abs(scale.x(mark.at()) + LABELS - x);
            if (distance < nearest && painter.covers(mark.lane(), y, getClientArea())) {
                nearest = distance;
                best = mark;
            }
        }
        return Optional.ofNullable(best);
    }
}
