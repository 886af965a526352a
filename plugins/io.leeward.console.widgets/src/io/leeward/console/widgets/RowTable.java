package io.leeward.console.widgets;

import io.leeward.console.widgets.RowLines.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/**
 * A virtual table of many rows that are replaced several times a second: selection, scroll position and, while the
 * pointer is over it, the order of the rows stay as they are.
 */
public final class RowTable<T> {
    /** Height of a row in points. */
    public static final int ROW_HEIGHT = 26;

    private static final int MARK_SIZE = 16;

    private final Table table;
    private final List<RowColumn<T>> columns;
    private final RowLines<T> lines;
    private final Palette palette;
    private final SvgImages images;
    private final RowPainter<T> painter;
    private final List<Consumer<Optional<T>>> selectionListeners = new ArrayList<>();
    private final List<Consumer<T>> openListeners = new ArrayList<>();
    private Function<T, Optional<RowNote>> notes = row -> Optional.empty();
    private Comparator<T> order;
    private List<T> rows = List.of();
    private Optional<String> selectedKey = Optional.empty();
    private boolean pointerInside;

    /**
     * Makes the table.
     *
     * @param key tells rows apart; equal for the same thing in an older and a newer list
     * @param order how rows are sorted until a header is clicked
     */
    public RowTable(
            Composite parent,
            Palette palette,
            SvgImages images,
            List<RowColumn<T>> columns,
            Function<T, String> key,
            Comparator<T> order) {
        this.palette = palette;
        this.images = images;
        this.columns = List.copyOf(columns);
        this.order = order;
        this.lines = new RowLines<>(key);
        this.table = new Table(parent, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE | SWT.V_SCROLL | SWT.H_SCROLL);
        Style.SURFACE.on(table);
        table.setHeaderVisible(true);
        table.setLinesVisible(false);
        this.columns.forEach(this::addColumn);
        this.painter = new RowPainter<>(table, lines, palette, this.columns);
        listen();
    }

    /** The control, for layout and menus. */
    public Table control() {
        return table;
    }

    /** Gives rows a second line. */
    public void notes(Function<T, Optional<RowNote>> newNotes) {
        this.notes = newNotes;
    }

    /** Called with the selected row after each change of the selection. */
    public void onSelect(Consumer<Optional<T>> listener) {
        selectionListeners.add(listener);
    }

    /** Called with the row that was double-clicked or entered. */
    public void onOpen(Consumer<T> listener) {
        openListeners.add(listener);
    }

    /** Shows these rows in place of the present ones. */
    public void show(List<T> newRows) {
        rows = newRows;
        Optional<String> top = topKey();
        boolean still = pointerInside && lines.size() > 0;
        refresh(
                still
                        ? lines.inPresentOrder(newRows)
                        : newRows.stream().sorted(order).toList());
        top.map(lines::place)
                .filter(place -> place >= 0 && place != table.getTopIndex())
                .ifPresent(table::setTopIndex);
    }

    /** Shows these rows, sorted anew wherever the pointer is: after the operator asked for something else. */
    public void showAnew(List<T> newRows) {
        rows = newRows;
        refresh(newRows.stream().sorted(order).toList());
    }

    /** The selected row. */
    public Optional<T> selected() {
        return selectedKey.map(lines::place).filter(place -> place >= 0).map(place -> lines.at(place)
                .row());
    }

    /**
     * Selects the row with this key and shows it, without telling the listeners; clears the selection when there is
     * none.
     */
    public void select(Optional<String> key) {
        if (key.equals(selectedKey)) {
            return;
        }
        selectedKey = key;
        applySelection();
        if (table.getSelectionCount() > 0) {
            table.showSelection();
        }
    }

    private void refresh(List<T> ordered) {
        lines.set(ordered, notes);
        resize(lines.size());
        table.clearAll();
        applySelection();
    }

    /** Taking many rows away one by one is slower than starting anew. */
    private void resize(int count) {
        if (count < table.getItemCount() / 2) {
            table.removeAll();
        }
        if (count != table.getItemCount()) {
            table.setItemCount(count);
        }
    }

    private Optional<String> topKey() {
        int top = table.getTopIndex();
        return top > 0 && top < lines.size() ? Optional.of(lines.at(top).key()) : Optional.empty();
    }

    private void applySelection() {
        int place = selectedKey.map(lines::place).orElse(-1);
        if (place < 0) {
            table.deselectAll();
        } else if (table.getSelectionIndex() != place) {
            table.setSelection(place);
        }
    }

    private void addColumn(RowColumn<T> spec) {
        TableColumn column = new TableColumn(table, spec.right() ? SWT.RIGHT : SWT.LEFT);
        column.setText(spec.title());
        column.setWidth(spec.width());
        column.setMoveable(true);
        column.addListener(SWT.Selection, event -> sortBy(column, spec.order()));
    }

    private void sortBy(TableColumn column, Comparator<T> ascending) {
        boolean again = table.getSortColumn() == column;
        if (again && table.getSortDirection() == SWT.UP) {
            table.setSortDirection(SWT.DOWN);
            order = ascending.reversed();
        } else {
            table.setSortColumn(column);
            table.setSortDirection(SWT.UP);
            order = ascending;
        }
        showAnew(rows);
    }

    private void listen() {
        table.addListener(SWT.SetData, this::fill);
        table.addListener(SWT.Selection, event -> selectionChanged());
        table.addListener(
                SWT.DefaultSelection, event -> selected().ifPresent(row -> openListeners.forEach(l -> l.accept(row))));
        table.addListener(SWT.MouseEnter, event -> pointerInside = true);
        table.addListener(SWT.MouseExit, event -> pointerInside = false);
        table.addListener(SWT.MouseMove, this::hint);
    }

    private void fill(Event event) {
        TableItem item = (TableItem) event.item;
        int index = event.index;
        if (index < 0 || index >= lines.size()) {
            return;
        }
        Line<T> line = lines.at(index);
        for (int i = 0; i < columns.size(); i++) {
            fillCell(item, i, columns.get(i), line);
        }
    }

    private void fillCell(TableItem item, int index, RowColumn<T> column, Line<T> line) {
        if (line.isNote()) {
            item.setText(index, index == 0 ? line.note().orElseThrow().text() : "");
            column.mark().ifPresent(mark -> item.setImage(index, null));
            return;
        }
        item.setText(index, column.text().apply(line.row()));
        column.mark()
                .map(mark -> mark.apply(line.row()))
                .ifPresent(shape -> item.setImage(index, images.mark(shape, palette, MARK_SIZE)));
    }

    private void selectionChanged() {
        int index = table.getSelectionIndex();
        Optional<String> now = index < 0 || index >= lines.size()
                ? Optional.empty()
                : Optional.of(lines.at(index).key());
        boolean changed = !now.equals(selectedKey);
        selectedKey = now;
        applySelection();
        if (changed) {
            Optional<T> row = selected();
            selectionListeners.forEach(listener -> listener.accept(row));
        }
    }

    private void hint(Event event) {
        TableItem item = table.getItem(new Point(event.x, event.y));
        String text = item == null ? "" : hintAt(item, event.x, event.y);
        String shown = text.isEmpty() ? null : text;
        if (!java.util.Objects.equals(shown, table.getToolTipText())) {
            table.setToolTipText(shown);
        }
        table.setCursor(
                painter.linkAt(event.x, event.y).isPresent()
                        ? table.getDisplay().getSystemCursor(SWT.CURSOR_HAND)
                        : null);
    }

    private String hintAt(TableItem item, int x, int y) {
        int index = table.indexOf(item);
        if (index < 0 || index >= lines.size()) {
            return "";
        }
        Line<T> line = lines.at(index);
        if (line.isNote()) {
            return line.note().orElseThrow().text();
        }
        for (int i = 0; i < columns.size(); i++) {
            Rectangle cell = item.getBounds(i);
            if (cell.contains(x, y)) {
                return columns.get(i).hint().apply(line.row());
            }
        }
        return "";
    }
}
