package io.leeward.console.widgets;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;

/** Paints a {@link Timeline}. */
final class TimelinePainter {
    private static final int AXIS = 22;
    private static final int TOP = 6;
    private static final int HALF = 5;
    private static final int TICK_HEIGHT = 12;

    private final Palette palette;
    private final List<String> laneNames;
    private String nothing;

    TimelinePainter(Palette palette, List<String> laneNames, String nothing) {
        this.nothing = nothing;
        this.palette = palette;
        this.laneNames = List.copyOf(laneNames);
    }

    void nothing(String words) {
        nothing = words;
    }

    /** Whether a height lies in the row of a lane. */
    boolean covers(TimelineMark.Lane lane, int y, Rectangle area) {
        return Math.abs(laneY(lane, area) - y) <= laneHeight(area) / 2;
    }

    void paint(
            GC gc, Rectangle area, TimeScale scale, List<TimelineMark> marks, Optional<String> selected, Instant now) {
        gc.setAntialias(SWT.ON);
        gc.setBackground(palette.of(Token.SURFACE));
        gc.fillRectangle(area);
        axis(gc, area, scale);
        if (marks.isEmpty()) {
            nothing(gc, area);
            return;
        }
        lanes(gc, area);
        line(gc, area, scale.x(now), Token.MUTED, SWT.LINE_DOT);
        gc.setClipping(Timeline.LABELS - HALF, 0, area.width, area.height);
        for (TimelineMark mark : marks) {
            int x = scale.x(mark.at());
            if (x >= -HALF && x <= scale.width() + HALF) {
                boolean chosen = selected.filter(mark.id()::equals).isPresent();
                if (chosen) {
                    line(gc, area, x, Token.ACCENT, SWT.LINE_SOLID);
                }
                mark(gc, mark, x + Timeline.LABELS, laneY(mark.lane(), area), chosen);
            }
        }
        gc.setClipping((Rectangle) null);
    }

    private void axis(GC gc, Rectangle area, TimeScale scale) {
        int y = area.height - AXIS;
        gc.setForeground(palette.of(Token.BORDER));
        gc.drawLine(Timeline.LABELS, y, area.width, y);
        for (TimeScale.Tick tick : scale.ticks(ZoneId.systemDefault())) {
            int x = tick.x() + Timeline.LABELS;
            gc.setForeground(palette.of(Token.BORDER));
            gc.drawLine(x, y, x, y + Style.STEP);
            gc.setForeground(palette.of(Token.MUTED));
            Point extent = gc.textExtent(tick.label());
            if (x + extent.x / 2 < area.width) {
                gc.drawText(tick.label(), x - extent.x / 2, y + Style.STEP, true);
            }
        }
    }

    private void nothing(GC gc, Rectangle area) {
        Point extent = gc.textExtent(nothing);
        gc.setForeground(palette.of(Token.MUTED));
        gc.drawText(nothing, (area.width - extent.x) / 2, (area.height - AXIS - extent.y) / 2, true);
    }

    private void lanes(GC gc, Rectangle area) {
        gc.setForeground(palette.of(Token.MUTED));
        for (TimelineMark.Lane lane : TimelineMark.Lane.values()) {
            String name = laneNames.get(lane.ordinal());
            Point extent = gc.textExtent(name);
            gc.drawText(name, Timeline.LABELS - extent.x - Style.GAP * 2, laneY(lane, area) - extent.y / 2, true);
        }
    }

    private void line(GC gc, Rectangle area, int x, Token token, int style) {
        gc.setForeground(palette.of(token));
        gc.setLineStyle(style);
        gc.drawLine(x + Timeline.LABELS, TOP, x + Timeline.LABELS, area.height - AXIS);
        gc.setLineStyle(SWT.LINE_SOLID);
    }

    private void mark(GC gc, TimelineMark mark, int x, int y, boolean chosen) {
        Color color =
                palette.of(chosen ? Token.ACCENT : mark.lane() == TimelineMark.Lane.TICK ? Token.MUTED : Token.INFO);
        gc.setForeground(color);
        gc.setBackground(mark.solid() ? color : palette.of(Token.SURFACE));
        switch (mark.lane()) {
            case TICK -> tick(gc, mark, x, y, chosen);
            case DIAMOND -> polygon(gc, new int[] {x, y - HALF, x + HALF, y, x, y + HALF, x - HALF, y});
            case HEXAGON ->
                polygon(gc, new int[] {
                    x - 3, y - HALF, x + 3, y - HALF, x + HALF + 1, y, x + 3, y + HALF, x - 3, y + HALF, x - HALF - 1, y
                });
        }
        if (mark.proven()) {
            gc.setForeground(palette.of(Token.OK));
            gc.setLineWidth(2);
            gc.drawPolyline(new int[] {x - 4, y - 10, x - 1, y - 7, x + 4, y - 13});
            gc.setLineWidth(1);
        }
        if (mark.kept()) {
            gc.setBackground(palette.of(Token.WARNING));
            gc.fillOval(x - 2, y + 8, 5, 5);
        }
    }

    private static void tick(GC gc, TimelineMark mark, int x, int y, boolean chosen) {
        gc.setLineWidth(chosen ? 3 : 1);
        if (!mark.solid()) {
            gc.setLineStyle(SWT.LINE_DOT);
        }
        gc.drawLine(x, y - TICK_HEIGHT / 2, x, y + TICK_HEIGHT / 2);
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.setLineWidth(1);
    }

    private static void polygon(GC gc, int[] points) {
        gc.fillPolygon(points);
        gc.drawPolygon(points);
    }

    private static int laneHeight(Rectangle area) {
        return Math.max(16, (area.height - AXIS - TOP) / TimelineMark.Lane.values().length);
    }

    private static int laneY(TimelineMark.Lane lane, Rectangle area) {
        return area.height - AXIS - laneHeight(area) * lane.ordinal() - laneHeight(area) / 2;
    }
}
