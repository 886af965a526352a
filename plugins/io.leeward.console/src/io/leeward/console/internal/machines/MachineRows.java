package io.leeward.console.internal.machines;

import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.RowColumn;
import io.leeward.console.widgets.Token;
import io.leeward.model.Phase;
import io.leeward.operations.machines.MachineView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.osgi.util.NLS;

/** How a machine reads as a row of a table. */
public final class MachineRows {
    private static final Duration LONGEST = Duration.ofDays(36500);

    private MachineRows() {}

    /**
     * The columns of the table of machines.
     *
     * @param now the moment of the snapshot that is shown
     */
    static List<RowColumn<MachineView>> columns(Supplier<Instant> now) {
        return List.of(
                RowColumn.of(Messages.machines_name, 170, MachineView::name)
                        .marked(machine -> Attention.shape(machine))
                        .hinted(machine -> Words.health(machine.health())),
                RowColumn.<MachineView>of(Messages.machines_state, 290, machine -> Words.state(machine, now.get()))
                        .colored(MachineRows::color)
                        .hinted(MachineView::state),
                RowColumn.<MachineView>number(
                                Messages.machines_rpo,
                                80,
                                machine -> Words.orNone(machine.rpo(), Words::lag),
                                Comparator.comparing(machine -> machine.rpo().orElse(LONGEST)))
                        .hinted(MachineRows::rpoHint),
                RowColumn.number(
                        Messages.machines_backlog,
                        90,
                        MachineRows::backlog,
                        Comparator.comparingLong(MachineView::backlogBytes)),
                RowColumn.number(
                        Messages.machines_rate,
                        100,
                        machine -> machine.bytesPerSecond() == 0 ? Words.NONE : Words.rate(machine.bytesPerSecond()),
                        Comparator.comparingLong(MachineView::bytesPerSecond)),
                RowColumn.of(Messages.machines_policy, 90, machine -> Words.orNone(machine.policy(), name -> name)),
                RowColumn.of(Messages.machines_group, 80, machine -> Words.orNone(machine.group(), name -> name)),
                RowColumn.<MachineView>of(Messages.machines_point, 150, machine -> point(machine, now.get()))
                        .sorted(Comparator.comparing(machine ->
                                machine.lastPoint().map(point -> point.cutAt()).orElse(Instant.EPOCH)))
                        .hinted(MachineRows::pointHint));
    }

    /** Rows that contain the text in name, state, policy or group. */
    static Predicate<MachineView> containing(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                ? machine -> true
                : machine -> contains(machine.name(), wanted)
                        || contains(Words.phase(machine.phase()), wanted)
                        || machine.policy()
                                .filter(name -> contains(name, wanted))
                                .isPresent()
                        || machine.group()
                                .filter(name -> contains(name, wanted))
                                .isPresent();
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static String backlog(MachineView machine) {
        return machine.phase() == Phase.UNPROTECTED ? Words.NONE : Words.bytes(machine.backlogBytes());
    }

    private static Optional<Token> color(MachineView machine) {
        return switch (machine.health()) {
            case CRITICAL -> Optional.of(Token.CRITICAL);
            case WARNING -> Optional.of(Token.WARNING);
            case UNKNOWN -> Optional.of(Token.MUTED);
            case NORMAL -> machine.phase() == Phase.UNPROTECTED ? Optional.of(Token.MUTED) : Optional.empty();
        };
    }

    private static String rpoHint(MachineView machine) {
        return machine.lastPoint()
                .map(point -> NLS.bind(Messages.machines_rpoHint, Words.exact(point.cutAt())))
                .orElse(Messages.machines_rpoNone);
    }

    private static String point(MachineView machine, Instant now) {
        return machine.lastPoint()
                .map(point -> NLS.bind(
                        Messages.machines_pointText, Words.ago(point.cutAt(), now), Words.proof(point.proof())))
                .orElse(Words.NONE);
    }

    private static String pointHint(MachineView machine) {
        return machine.lastPoint()
                .map(point ->
                        NLS.bind(Messages.machines_pointHint, Words.kind(point.kind()), Words.exact(point.cutAt())))
                .orElse("");
    }
}
