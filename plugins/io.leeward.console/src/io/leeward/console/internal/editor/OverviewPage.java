package io.leeward.console.internal.editor;

import io.leeward.console.internal.actions.MachineVerb;
import io.leeward.console.internal.actions.Verbs;
import io.leeward.console.internal.dialogs.IssueDialog;
import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.Figure;
import io.leeward.console.widgets.Notice;
import io.leeward.console.widgets.RowNote;
import io.leeward.console.widgets.Shape;
import io.leeward.console.widgets.Style;
import io.leeward.kernel.Issue;
import io.leeward.model.Resync;
import io.leeward.operations.machines.MachineView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** The machine at a glance: its state in a sentence, how far back it would be thrown, and what needs a hand. */
final class OverviewPage {
    private static final int LEAST_WIDTH = 380;

    private final Desk desk;
    private final Composite control;
    private final ScrolledComposite scroll;
    private final Composite page;
    private final Label mark;
    private final Label sentence;
    private final Figure acknowledged;
    private final Figure stored;
    private final Figure recoverable;
    private final Notice notice;
    private final FactsRow facts;
    private final LagSection lag;
    private Optional<Object> noticed = Optional.empty();

    OverviewPage(Composite parent, Desk desk) {
        this.desk = desk;
        control = Style.SURFACE.on(new Composite(parent, SWT.NONE));
        GridLayout halves = new GridLayout(2, true);
        halves.marginWidth = 0;
        halves.marginHeight = 0;
        control.setLayout(halves);
        scroll = Style.SURFACE.on(new ScrolledComposite(control, SWT.V_SCROLL | SWT.H_SCROLL));
        scroll.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        page = Style.SURFACE.on(new Composite(scroll, SWT.NONE));
        GridLayout layout = new GridLayout(3, true);
        layout.marginWidth = Style.WIDE_GAP;
        layout.marginHeight = Style.WIDE_GAP;
        layout.horizontalSpacing = Style.WIDE_GAP;
        layout.verticalSpacing = Style.WIDE_GAP;
        page.setLayout(layout);
        Composite head = Style.SURFACE.on(new Composite(page, SWT.NONE));
        head.setLayoutData(across());
        GridLayout line = new GridLayout(2, false);
        line.marginWidth = 0;
        line.marginHeight = 0;
        line.horizontalSpacing = Style.GAP;
        head.setLayout(line);
        mark = Style.SURFACE.on(new Label(head, SWT.NONE));
        sentence = Style.HEADING.on(new Label(head, SWT.WRAP));
        sentence.setFont(Style.headingFont(sentence));
        GridData wrapped = new GridData(SWT.FILL, SWT.CENTER, true, false);
        wrapped.widthHint = LEAST_WIDTH / 2;
        sentence.setLayoutData(wrapped);
        acknowledged = figure(Messages.overview_acknowledged);
        stored = figure(Messages.overview_stored);
        recoverable = figure(Messages.overview_recoverable);
        notice = new Notice(page, desk.palette(), desk.images());
        notice.setLayoutData(across());
        facts = new FactsRow(page);
        facts.control().setLayoutData(across());
        lag = new LagSection(control, desk);
        GridData half = new GridData(SWT.FILL, SWT.FILL, true, true);
        half.verticalIndent = Style.GAP;
        lag.control().setLayoutData(half);
        scroll.setContent(page);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
    }

    Control control() {
        return control;
    }

    void show(MachineView machine, Instant now) {
        mark.setImage(desk.images().mark(Attention.shape(machine), desk.palette(), Images.TOOL));
        if (!sentence.getText().equals(machine.state())) {
            sentence.setText(machine.state());
            page.layout(true, true);
        }
        figure(acknowledged, machine.acknowledged(), now, Messages.overview_acknowledgedWords);
        figure(stored, machine.stored(), now, Messages.overview_storedWords);
        figure(recoverable, machine.lastPoint().map(point -> point.cutAt()), now, Messages.overview_recoverableWords);
        attention(machine);
        facts.show(machine, now);
        lag.show(machine);
        int width = Math.max(LEAST_WIDTH, scroll.getClientArea().width);
        scroll.setMinSize(LEAST_WIDTH, page.computeSize(width, SWT.DEFAULT).y);
    }

    /** Tells that the machine is no longer there. */
    void gone() {
        sentence.setText(Messages.overview_gone);
    }

    private static void figure(Figure figure, Optional<Instant> at, Instant now, String words) {
        figure.show(
                Words.orNone(at, moment -> Words.lag(java.time.Duration.between(moment, now))),
                words,
                at.map(moment -> NLS.bind(Messages.overview_exact, Words.exact(moment)))
                        .orElse(Messages.overview_notYet));
    }

    private void attention(MachineView machine) {
        record Seen(Optional<Issue> issue, Resync resync, boolean allowed) {}
        Seen seen = new Seen(
                machine.attention(), machine.resync(), Attention.remedy(machine).isPresent());
        if (noticed.equals(Optional.of(seen))) {
            return;
        }
        noticed = Optional.of(seen);
        if (machine.attention().isEmpty()) {
            notice.show(
                    Shape.HEALTHY,
                    Messages.overview_ready,
                    List.of(machine.resync().reason().orElse("")),
                    List.of());
        } else {
            explain(machine, machine.attention().get());
        }
        page.layout(true, true);
    }

    private void explain(MachineView machine, Issue issue) {
        List<RowNote.Link> links = new ArrayList<>();
        Attention.remedy(machine)
                .flatMap(MachineVerb::of)
                .ifPresent(verb -> links.add(new RowNote.Link(
                        verb.title(), () -> Verbs.run(verb, desk, page.getShell(), Optional.of(machine)))));
        links.add(new RowNote.Link(Messages.issue_copy, () -> IssueDialog.copy(page, issue)));
        notice.show(Attention.shape(machine), issue.message(), List.of(issue.cause(), issue.remedy()), links);
    }

    private Figure figure(String title) {
        Figure figure = new Figure(page, title);
        figure.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        return figure;
    }

    private static GridData across() {
        return new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1);
    }
}
