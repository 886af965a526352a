package io.leeward.console.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/** A row of thin bars: how a quantity went lately. The number beside it tells the same in words. */
public final class Sparkline extends Canvas {
    private static final int BAR = 3;
    private static final int PITCH = 4;

    private final Palette palette;
    private long[] values = {};
    private String description = "";

    public Sparkline(Composite parent, Palette palette) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.palette = palette;
        addPaintListener(event -> paint(event.gc));
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = description;
            }
        });
    }

    /**
     * Shows these values, oldest first; the newest that fit are drawn.
     *
     * @param words the same for those who cannot see it
     */
    public void show(long[] newValues, String words) {
        values = newValues.clone();
        description = words;
        redraw();
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        int bars = Math.min(values.length, area.width / PITCH);
        long most = 1;
        for (long value : values) {
            most = Math.max(most, value);
        }
        gc.setBackground(palette.of(Token.INFO));
        for (int i = 0; i < bars; i++) {
            long value = values[values.length - bars + i];
            int height = Math.max(1, (int) (value * (area.height - 2) / most));
            gc.fillRectangle(area.x + i * PITCH, area.height - height - 1, BAR, height);
        }
    }
}
