package io.leeward.console.widgets;

import io.leeward.console.widgets.RowLines.Line;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** Paints what a native table cannot: quiet selection, and notes that run across the columns with links in them. */
final class RowPainter<T> {
    private static final int NOTE_INDENT = 28;
    private static final String BRANCH = "└ ";
    private static final String BETWEEN = "   ";

    private final Table table;
    private final RowLines<T> lines;
    private final Palette palette;
    private final List<RowColumn<T>> columns;

    RowPainter(Table table, RowLines<T> lines, Palette palette, List<RowColumn<T>> columns) {
        this.columns = columns;
        this.table = table;
        this.lines = lines;
        this.palette = palette;
        QuietSelection.on(table, palette, this::color);
        table.addListener(SWT.EraseItem, this::erase);
        table.addListener(SWT.PaintItem, this::paint);
        table.addListener(SWT.MouseUp, event -> {
            if (event.button == 1) {
                linkAt(event.x, event.y).ifPresent(link -> link.run().run());
            }
        });
    }

    /** The link under a place in the table. */
    Optional<RowNote.Link> linkAt(int x, int y) {
        TableItem item = table.getItem(new Point(Math.min(x, table.getClientArea().width - 1), y));
        Optional<Line<T>> line = item == null ? Optional.empty() : lineOf(item);
        return line.flatMap(Line::note).flatMap(note -> linkIn(note, x));
    }

    private Optional<RowNote.Link> linkIn(RowNote note, int x) {
        GC gc = new GC(table);
        try {
            int left = noteLeft() + gc.textExtent(BRANCH + note.text() + BETWEEN).x;
            for (RowNote.Link link : note.links()) {
                int width = gc.textExtent(link.text()).x;
                if (x >= left && x <= left + width) {
                    return Optional.of(link);
                }
                left += width + gc.textExtent(BETWEEN).x;
            }
            return Optional.empty();
        } finally {
            gc.dispose();
        }
    }

    private Optional<Line<T>> lineOf(TableItem item) {
        int index = table.indexOf(item);
        return index >= 0 && index < lines.size() ? Optional.of(lines.at(index)) : Optional.empty();
    }

    private void erase(Event event) {
        if (lineOf((TableItem) event.item).filter(Line::isNote).isPresent()) {
            event.detail &= ~SWT.FOREGROUND;
        }
    }

    private void paint(Event event) {
        lineOf((TableItem) event.item).flatMap(Line::note).ifPresent(note -> paint(note, event));
    }

    private void paint(RowNote note, Event event) {
        GC gc = event.gc;
        Rectangle row = ((TableItem) event.item).getBounds(event.index);
        int y = row.y + (row.height - gc.getFontMetrics().getHeight()) / 2;
        int x = noteLeft();
        String text = BRANCH + note.text() + BETWEEN;
        gc.setForeground(palette.of(Token.MUTED));
        gc.drawText(text, x, y, true);
        x += gc.textExtent(text).x;
        gc.setForeground(palette.of(Token.ACCENT));
        for (RowNote.Link link : note.links()) {
            Point extent = gc.textExtent(link.text());
            gc.drawText(link.text(), x, y, true);
            gc.drawLine(x, y + extent.y - 1, x + extent.x, y + extent.y - 1);
            x += extent.x + gc.textExtent(BETWEEN).x;
        }
    }

    private Optional<Token> color(Item item, int column) {
        return lineOf((TableItem) item)
                .filter(line -> !line.isNote())
                .flatMap(line -> columns.get(column).color().apply(line.row()));
    }

    private int noteLeft() {
        return NOTE_INDENT - table.getHorizontalBar().getSelection();
    }
}
