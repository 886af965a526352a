package io.leeward.console.internal.events;

import io.leeward.console.internal.dialogs.IssueDialog;
import io.leeward.console.internal.live.Background;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.live.Situation;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.EmptyState;
import io.leeward.console.widgets.Pages;
import io.leeward.console.widgets.RowColumn;
import io.leeward.console.widgets.RowTable;
import io.leeward.console.widgets.Shape;
import io.leeward.console.widgets.Token;
import io.leeward.kernel.Issue;
import io.leeward.operations.live.EventView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.widgets.Composite;

/** Events of one subject or of all, newest first. */
public final class EventsPane {
    /** Events that are shown at most. */
    private static final int LIMIT = 1000;

    private static final long NOTHING_ASKED = -1;

    private final Desk desk;
    private final Pages pages;
    private final Optional<String> subject;
    private final RowTable<EventView> table;
    private final EmptyState empty;
    private long asked = NOTHING_ASKED;
    private boolean waiting;
    private Instant now = Instant.EPOCH;

    /**
     * Makes it.
     *
     * @param subject what the events are about; all when empty
     */
    public EventsPane(Composite parent, Desk desk, Optional<String> subject) {
        this.desk = desk;
        this.subject = subject;
        pages = new Pages(parent);
        table = new RowTable<>(
                pages,
                desk.palette(),
                desk.images(),
                columns(),
                event -> Long.toString(event.number()),
                Comparator.comparingLong(EventView::number).reversed());
        table.onOpen(event ->
                event.issue().ifPresent(issue -> IssueDialog.explain(pages.getShell(), desk, event.subject(), issue)));
        empty = new EmptyState(
                pages,
                Images.EVENT.image(desk.images(), desk.palette(), Token.MUTED, Images.LARGE / 2),
                Messages.events_emptyTitle,
                Messages.events_emptyText,
                List.of());
        pages.bring(empty);
        desk.link().watch(pages, this::show);
    }

    /** The control, for layout. */
    public Pages control() {
        return pages;
    }

    private List<RowColumn<EventView>> columns() {
        return List.of(
                RowColumn.<EventView>of(Messages.events_at, 130, event -> Words.clock(event.at(), now))
                        .marked(event -> shape(event.severity()))
                        .sorted(Comparator.comparingLong(EventView::number))
                        .hinted(event -> Words.exact(event.at())),
                RowColumn.of(Messages.events_severity, 90, event -> words(event.severity())),
                RowColumn.of(Messages.events_subject, 140, EventView::subject),
                RowColumn.<EventView>of(Messages.events_text, 680, EventView::text)
                        .hinted(event -> event.issue().map(Issue::sentence).orElse(event.text())));
    }

    private void show(Situation situation) {
        if (!(situation instanceof Situation.Running running)) {
            return;
        }
        now = running.snapshot().at();
        long newest = running.snapshot().newestEvent();
        if (newest != asked && !waiting) {
            asked = newest;
            waiting = true;
            Background.ask(
                    pages,
                    () -> running.operations().events().list(LIMIT, subject),
                    this::show,
                    issue -> waiting = false);
        }
    }

    private void show(List<EventView> events) {
        waiting = false;
        table.show(events);
        pages.bring(events.isEmpty() ? empty : table.control());
    }

    private static Shape shape(EventView.Severity severity) {
        return switch (severity) {
            case INFO -> Shape.UNKNOWN;
            case WARNING -> Shape.WARNING;
            case CRITICAL -> Shape.CRITICAL;
        };
    }

    private static String words(EventView.Severity severity) {
        return switch (severity) {
            case INFO -> Messages.severity_info;
            case WARNING -> Messages.severity_warning;
            case CRITICAL -> Messages.severity_critical;
        };
    }
}
