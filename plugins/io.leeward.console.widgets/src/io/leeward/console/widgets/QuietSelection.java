package io.leeward.console.widgets;

import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.TreeItem;

/** Rows of one height, text in the colours of tokens, and a selection and hover that leave those colours as they are. */
public final class QuietSelection {
    private static final double SELECTED_SHARE = 0.18;
    private static final double HOVER_SHARE = 0.06;

    private final Palette palette;
    private final BiFunction<Item, Integer, Optional<Token>> color;

    private QuietSelection(Palette palette, BiFunction<Item, Integer, Optional<Token>> color) {
        this.palette = palette;
        this.color = color;
    }

    /**
     * Gives a table or tree this look.
     *
     * @param color of the text of an item in a column; the ordinary one when empty. Not for columns with images
     */
    public static void on(Composite rows, Palette palette, BiFunction<Item, Integer, Optional<Token>> color) {
        QuietSelection look = new QuietSelection(palette, color);
        rows.addListener(SWT.MeasureItem, event -> event.height = Math.max(event.height, RowTable.ROW_HEIGHT));
        rows.addListener(SWT.EraseItem, look::erase);
        rows.addListener(SWT.PaintItem, look::paint);
    }

    private void erase(Event event) {
        boolean selected = (event.detail & SWT.SELECTED) != 0;
        if (selected || (event.detail & SWT.HOT) != 0) {
            event.gc.setBackground(palette.blend(Token.ACCENT, Token.SURFACE, selected ? SELECTED_SHARE : HOVER_SHARE));
            event.gc.fillRectangle(event.x, event.y, event.width, event.height);
            event.gc.setForeground(palette.of(Token.TEXT));
            event.detail &= ~(SWT.SELECTED | SWT.HOT | SWT.BACKGROUND | SWT.FOCUSED);
        }
        if (color.apply((Item) event.item, event.index).isPresent()) {
            event.detail &= ~SWT.FOREGROUND;
        }
    }

    private void paint(Event event) {
        color.apply((Item) event.item, event.index).ifPresent(token -> {
            Rectangle place = bounds((Item) event.item, event.index);
            String text = text((Item) event.item, event.index);
            event.gc.setForeground(palette.of(token));
            int y = place.y + (place.height - event.gc.textExtent(text).y) / 2;
            event.gc.drawText(text, place.x, y, true);
        });
    }

    private static Rectangle bounds(Item item, int column) {
        return item instanceof TableItem row ? row.getTextBounds(column) : ((TreeItem) item).getTextBounds(column);
    }

    private static String text(Item item, int column) {
        return item instanceof TableItem row ? row.getText(column) : ((TreeItem) item).getText(column);
    }
}
