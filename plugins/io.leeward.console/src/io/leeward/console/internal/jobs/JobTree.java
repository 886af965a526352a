package io.leeward.console.internal.jobs;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.QuietSelection;
import io.leeward.console.widgets.Style;
import io.leeward.console.widgets.Token;
import io.leeward.operations.jobs.JobView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;

/** Jobs and their steps; kept up to date in place, so that what is open stays open. */
final class JobTree {
    private static final int STATE = 1;
    private static final int PROGRESS = 2;
    private static final int BAR_HEIGHT = 8;
    private static final String LINE = "line";

    private final Desk desk;
    private final Tree tree;
    private final Map<String, TreeItem> jobs = new HashMap<>();

    JobTree(Composite parent, Desk desk) {
        this.desk = desk;
        tree = Style.SURFACE.on(new Tree(parent, SWT.FULL_SELECTION | SWT.SINGLE | SWT.V_SCROLL | SWT.H_SCROLL));
        tree.setHeaderVisible(true);
        column(Messages.jobs_name, 340, SWT.LEFT);
        column(Messages.jobs_state, 110, SWT.LEFT);
        column(Messages.jobs_progress, 170, SWT.LEFT);
        column(Messages.jobs_started, 110, SWT.LEFT);
        column(Messages.jobs_elapsed, 80, SWT.RIGHT);
        column(Messages.jobs_detail, 420, SWT.LEFT);
        QuietSelection.on(tree, desk.palette(), JobTree::color);
        tree.addListener(SWT.EraseItem, this::erase);
        tree.addListener(SWT.PaintItem, this::paint);
    }

    Tree control() {
        return tree;
    }

    /** Called with the selected line's job and what stands in the line. */
    void onSelect(Consumer<Optional<JobLine>> listener) {
        tree.addListener(SWT.Selection, event -> listener.accept(selected()));
    }

    Optional<JobLine> selected() {
        return tree.getSelectionCount() == 0
                ? Optional.empty()
                : Optional.of((JobLine) tree.getSelection()[0].getData(LINE));
    }

    /** Shows these jobs, newest first. */
    void show(List<JobView> views, Instant now) {
        jobs.entrySet().removeIf(entry -> {
            boolean gone = views.stream().noneMatch(view -> view.id().value().equals(entry.getKey()));
            if (gone) {
                entry.getValue().dispose();
            }
            return gone;
        });
        for (int i = 0; i < views.size(); i++) {
            JobView view = views.get(i);
            int place = i;
            boolean fresh = !jobs.containsKey(view.id().value());
            TreeItem item = jobs.computeIfAbsent(
                    view.id().value(), id -> new TreeItem(tree, SWT.NONE, Math.min(place, tree.getItemCount())));
            fill(item, JobLine.of(view), now);
            if (fresh && !view.state().ended()) {
                item.setExpanded(true);
            }
        }
    }

    private void fill(TreeItem item, JobLine line, Instant now) {
        boolean same = line.equals(item.getData(LINE)) && line.state().ended();
        if (same) {
            return;
        }
        item.setData(LINE, line);
        text(item, 0, line.name());
        text(item, STATE, Words.job(line.state()));
        text(item, PROGRESS, line.share().map(Words::percent).orElse(""));
        text(item, 3, line.startedAt().map(at -> Words.clock(at, now)).orElse(""));
        text(item, 4, line.elapsed(now).map(Words::lag).orElse(""));
        text(item, 5, line.words());
        item.setImage(
                0, JobLine.icon(line.state()).image(desk.images(), desk.palette(), JobLine.color(line.state()), 16));
        while (item.getItemCount() > line.steps().size()) {
            item.getItem(item.getItemCount() - 1).dispose();
        }
        for (int i = 0; i < line.steps().size(); i++) {
            fill(
                    i < item.getItemCount() ? item.getItem(i) : new TreeItem(item, SWT.NONE),
                    line.steps().get(i),
                    now);
        }
    }

    private static void text(TreeItem item, int column, String text) {
        if (!item.getText(column).equals(text)) {
            item.setText(column, text);
        }
    }

    private void erase(Event event) {
        if (event.index == PROGRESS) {
            event.detail &= ~SWT.FOREGROUND;
        }
    }

    private void paint(Event event) {
        JobLine line = (JobLine) event.item.getData(LINE);
        if (event.index != PROGRESS || line == null || line.share().isEmpty()) {
            return;
        }
        GC gc = event.gc;
        var cell = ((TreeItem) event.item).getBounds(PROGRESS);
        int words = gc.textExtent("100 %").x;
        int width = cell.width - words - Style.GAP * 3;
        int y = cell.y + (cell.height - BAR_HEIGHT) / 2;
        gc.setAntialias(SWT.ON);
        gc.setBackground(desk.palette().of(Token.BORDER));
        gc.fillRoundRectangle(cell.x + Style.STEP, y, width, BAR_HEIGHT, BAR_HEIGHT, BAR_HEIGHT);
        gc.setBackground(desk.palette().of(JobLine.color(line.state())));
        int done = (int) (width * Math.clamp(line.share().get(), 0.0, 1.0));
        if (done > 0) {
            gc.fillRoundRectangle(
                    cell.x + Style.STEP, y, Math.max(done, BAR_HEIGHT), BAR_HEIGHT, BAR_HEIGHT, BAR_HEIGHT);
        }
        gc.setForeground(desk.palette().of(Token.TEXT));
        String text = Words.percent(line.share().get());
        gc.drawText(text, cell.x + width + Style.GAP * 2, cell.y + (cell.height - gc.textExtent(text).y) / 2, true);
    }

    private static Optional<Token> color(Item item, int column) {
        return column == STATE && item.getData(LINE) instanceof JobLine line
                ? Optional.of(JobLine.color(line.state()))
                : Optional.empty();
    }

    private void column(String title, int width, int align) {
        TreeColumn column = new TreeColumn(tree, align);
        column.setText(title);
        column.setWidth(width);
    }
}
