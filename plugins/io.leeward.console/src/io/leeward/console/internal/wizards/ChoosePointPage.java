package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Background;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.Field;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.PointState;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.machines.PointView;
import io.leeward.operations.recover.PointChoice;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;

/** Asks which recovery point is meant. */
final class ChoosePointPage extends FormPage {
    private final Desk desk;
    private final MachineView machine;
    private final Optional<PointId> wanted;
    private Button processed;
    private Button app;
    private Button exactly;
    private Combo combo;
    private List<PointView> points = List.of();

    ChoosePointPage(Desk desk, MachineView machine, Optional<PointId> wanted) {
        super("point", NLS.bind(Messages.recover_title, machine.name()), Messages.recover_question);
        this.desk = desk;
        this.machine = machine;
        this.wanted = wanted;
    }

    @Override
    protected void fill(Composite form) {
        Button latest = choice(form, Messages.recover_latest, this::enable);
        processed = choice(form, Messages.recover_processed, this::enable);
        app = choice(form, Messages.recover_app, this::enable);
        exactly = choice(form, Messages.recover_exactly, this::enable);
        combo = watched(Field.combo(form, Messages.recover_point, SWT.READ_ONLY));
        latest.setSelection(wanted.isEmpty());
        exactly.setSelection(wanted.isPresent());
        enable();
        desk.link()
                .operations()
                .ifPresent(operations -> Background.ask(
                        form,
                        () -> operations.points().of(machine.id()),
                        this::show,
                        issue -> setErrorMessage(issue.message())));
    }

    @Override
    protected Verdict verdict() {
        return exactly.getSelection() && combo.getSelectionIndex() < 0 ? Verdict.MISSING : Verdict.COMPLETE;
    }

    PointChoice choice() {
        if (processed.getSelection()) {
            return new PointChoice.LatestProcessed();
        }
        if (app.getSelection()) {
            return new PointChoice.LatestApp();
        }
        return exactly.getSelection()
                ? new PointChoice.Exactly(
                        points.get(combo.getSelectionIndex()).point().id())
                : new PointChoice.Latest();
    }

    /** The choice as the command line writes it. */
    String option() {
        return switch (choice()) {
            case PointChoice.Latest newest -> "latest";
            case PointChoice.LatestProcessed newest -> "latest-processed";
            case PointChoice.LatestApp newest -> "latest-app";
            case PointChoice.Exactly(PointId id) -> id.value();
        };
    }

    /** The choice in words. */
    String words() {
        return switch (choice()) {
            case PointChoice.Latest newest -> Messages.recover_latest;
            case PointChoice.LatestProcessed newest -> Messages.recover_processed;
            case PointChoice.LatestApp newest -> Messages.recover_app;
            case PointChoice.Exactly(PointId id) -> combo.getText();
        };
    }

    private void enable() {
        combo.setEnabled(exactly.getSelection());
    }

    private void show(List<PointView> found) {
        points = found.stream()
                .filter(view -> view.state() == PointState.RECOVERABLE)
                .toList();
        List<PointId> ids = points.stream().map(view -> view.point().id()).toList();
        combo.setItems(points.stream().map(ChoosePointPage::title).toArray(String[]::new));
        enable();
        if (!points.isEmpty()) {
            combo.select(Math.max(0, wanted.map(ids::indexOf).orElse(0)));
        }
        app.setEnabled(points.stream().anyMatch(view -> view.point().kind() == PointKind.APP_CONSISTENT));
        changed();
    }

    private static String title(PointView view) {
        return NLS.bind(
                Messages.recover_pointTitle,
                Words.exact(view.point().cutAt()),
                Words.kind(view.point().kind()));
    }
}
