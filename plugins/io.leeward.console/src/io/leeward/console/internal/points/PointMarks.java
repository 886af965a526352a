package io.leeward.console.internal.points;

import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.RowColumn;
import io.leeward.console.widgets.Shape;
import io.leeward.console.widgets.TimelineMark;
import io.leeward.model.PointKind;
import io.leeward.model.PointState;
import io.leeward.model.Proof;
import io.leeward.operations.machines.PointView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.osgi.util.NLS;

/** How recovery points read on the timeline and in the table. */
final class PointMarks {
    /** Newest first. */
    static final Comparator<PointView> NEWEST_FIRST =
            Comparator.comparing((PointView view) -> view.point().cutAt()).reversed();

    private PointMarks() {}

    static String key(PointView view) {
        return view.point().id().value();
    }

    static TimelineMark mark(PointView view) {
        return new TimelineMark(
                key(view),
                view.point().cutAt(),
                lane(view.point().kind()),
                view.state() == PointState.RECOVERABLE,
                view.point().pinned(),
                view.point().proof() == Proof.BOOTED,
                hint(view));
    }

    static List<RowColumn<PointView>> columns(Supplier<Instant> now) {
        return List.of(
                RowColumn.<PointView>of(
                                Messages.points_cutAt,
                                190,
                                view -> Words.exact(view.point().cutAt()))
                        .marked(view -> shape(view.state()))
                        .sorted(Comparator.comparing(view -> view.point().cutAt())),
                RowColumn.<PointView>of(
                                Messages.points_age,
                                90,
                                view -> Words.ago(view.point().cutAt(), now.get()))
                        .sorted(NEWEST_FIRST),
                RowColumn.of(
                        Messages.points_kind,
                        170,
                        view -> Words.kind(view.point().kind())),
                RowColumn.of(Messages.points_state, 110, view -> Words.state(view.state())),
                RowColumn.of(
                        Messages.points_proof,
                        90,
                        view -> Words.proof(view.point().proof())),
                RowColumn.of(Messages.points_pinned, 70, view -> view.point().pinned() ? Messages.points_yes : ""),
                RowColumn.of(
                        Messages.points_tags,
                        180,
                        view -> String.join(", ", view.point().tags())),
                RowColumn.of(Messages.points_id, 260, PointMarks::key));
    }

    private static String hint(PointView view) {
        String text = NLS.bind(Messages.points_hint, new Object[] {
            Words.exact(view.point().cutAt()), Words.kind(view.point().kind()), Words.state(view.state())
        });
        return view.point().tags().isEmpty()
                ? text
                : text + "\n" + String.join(", ", view.point().tags());
    }

    private static Shape shape(PointState state) {
        return switch (state) {
            case PROCESSING -> Shape.WORKING;
            case RECOVERABLE -> Shape.HEALTHY;
            case FAILED -> Shape.CRITICAL;
        };
    }

    private static TimelineMark.Lane lane(PointKind kind) {
        return switch (kind) {
            case CRASH_CONSISTENT -> TimelineMark.Lane.TICK;
            case APP_CONSISTENT -> TimelineMark.Lane.DIAMOND;
            case MULTI_VM -> TimelineMark.Lane.HEXAGON;
        };
    }
}
