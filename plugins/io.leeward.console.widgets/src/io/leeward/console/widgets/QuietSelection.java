package io.leeward.console.widgets;

import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.TreeItem;

/**
 * Rows of one height, text in the colours of tokens, and a selection and hover that leave those colours as they are.
 */
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
            event.gc.setBackground(ground(selected ? SELECTED_SHARE : HOVER_SHARE));
            event.gc.fillRectangle(event.x, event.y, event.width, event.height);
            event.gc.setForeground(palette.of(Token.TEXT));
            event.detail &= ~(SWT.SELECTED | SWT.HOT | SWT.BACKGROUND | SWT.FOCUSED);
        }
        if (color.apply((Item) event.item, event.index).isPresent()) {
            event.detail &= ~SWT.FOREGROUND;
        }
    }

    private void paint(Event event) {
        Item item = (Item) event.item;
        if (selected(item)) {
            paintImage(item, event);
        }
        color.apply(item, event.index).ifPresent(token -> {
            Rectangle place = bounds(item, event.index);
            String text = text(item, event.index);
            event.gc.setBackground(ground(selected(item) ? SELECTED_SHARE : 0));
            event.gc.fillRectangle(place);
            event.gc.setForeground(palette.of(token));
            int y = place.y + (place.height - event.gc.textExtent(text).y) / 2;
            event.gc.drawText(text, place.x, y, true);
        });
    }

    private Color ground(double share) {
        return palette.blend(Token.ACCENT, Token.SURFACE, share);
    }

    /** The image was painted before the ground of the selection, which hides it. */
    private static void paintImage(Item item, Event event) {
        Image image =
                item instanceof TableItem row ? row.getImage(event.index) : ((TreeItem) item).getImage(event.index);
        if (image != null) {
            Rectangle place = item instanceof TableItem row
                    ? row.getImageBounds(event.index)
                    : ((TreeItem) item).getImageBounds(event.index);
            event.gc.drawImage(image, place.x, place.y + (place.height - image.getBounds().height) / 2);
        }
    }

    private static boolean selected(Item item) {
        Item[] selection = item instanceof TableItem row
                ? row.getParent().getSelection()
                : ((TreeItem) item).getParent().getSelection();
        return selection.length > 0 && selection[0] == item;
    }

    private static Rectangle bounds(Item item, int column) {
        return item instanceof TableItem row ? row.getTextBounds(column) : ((TreeItem) item).getTextBounds(column);
    }

    private static String text(Item item, int column) {
        return item instanceof TableItem row ? row.getText(column) : ((TreeItem) item).getText(column);
    }
}
