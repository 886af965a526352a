package io.leeward.console.internal.status;

import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.live.Situation;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.Shape;
import io.leeward.console.widgets.Sparkline;
import io.leeward.console.widgets.Style;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.machines.MachineView;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** The line at the bottom: engine, worst lag, jobs, alerts, throughput and what limits it. */
public final class StatusStrip {
    private static final int SPARK_WIDTH = 96;
    private static final int SPARK_HEIGHT = 16;

    private final Desk desk;
    private final Composite strip;
    private final Label mark;
    private final Label engine;
    private final Label worst;
    private final Label jobs;
    private final Label alerts;
    private final Label rate;
    private final Sparkline spark;
    private final Label bottleneck;

    public StatusStrip(Composite parent, Desk desk) {
        this.desk = desk;
        strip = new Composite(parent, SWT.NONE);
        RowLayout layout = new RowLayout(SWT.HORIZONTAL);
        layout.center = true;
        layout.wrap = false;
        layout.marginTop = 2;
        layout.marginBottom = 2;
        layout.marginLeft = Style.GAP;
        layout.spacing = Style.GAP;
        strip.setLayout(layout);
        mark = new Label(strip, SWT.NONE);
        engine = label();
        worst = label();
        jobs = label();
        alerts = label();
        rate = label();
        spark = new Sparkline(strip, desk.palette());
        spark.setLayoutData(new RowData(SPARK_WIDTH, SPARK_HEIGHT));
        bottleneck = label();
        desk.link().watch(strip, this::show);
    }

    private void show(Situation situation) {
        switch (situation) {
            case Situation.Starting starting -> bare(Shape.WORKING, Messages.status_starting);
            case Situation.Down down -> bare(Shape.CRITICAL, Messages.status_down);
            case Situation.Running running -> show(running.snapshot());
        }
        strip.layout();
        if (strip.computeSize(SWT.DEFAULT, SWT.DEFAULT).x > strip.getSize().x) {
            strip.requestLayout();
        }
    }

    private void bare(Shape shape, String words) {
        mark(shape);
        set(engine, words, "");
        for (Label label : new Label[] {worst, jobs, alerts, rate, bottleneck}) {
            set(label, "", "");
        }
        spark.show(new long[0], "");
    }

    private void show(Snapshot snapshot) {
        mark(Shape.HEALTHY);
        set(engine, Messages.status_running, NLS.bind(Messages.status_at, Words.exact(snapshot.at())));
        Optional<MachineView> furthest = snapshot.machines().stream()
                .filter(machine -> machine.rpo().isPresent())
                .max(Comparator.comparing(machine -> machine.rpo().orElseThrow()));
        set(
                worst,
                furthest.map(machine -> NLS.bind(
                                Messages.status_worst, Words.lag(machine.rpo().orElseThrow()), machine.name()))
                        .orElse(""),
                Messages.status_worstHint);
        long active =
                snapshot.jobs().stream().filter(job -> !job.state().ended()).count();
        set(jobs, plural(active, Messages.status_noJobs, Messages.status_job, Messages.status_jobs), "");
        long needing = snapshot.machines().stream().filter(Attention::needed).count();
        set(alerts, plural(needing, Messages.status_noAlerts, Messages.status_alert, Messages.status_alerts), "");
        String speed = Words.rate(snapshot.bytesPerSecond());
        set(rate, speed, Messages.status_rateHint);
        spark.show(desk.link().history().rates(), speed);
        set(
                bottleneck,
                snapshot.bottleneck().isEmpty() ? "" : NLS.bind(Messages.status_bottleneck, snapshot.bottleneck()),
                Messages.status_bottleneckHint);
    }

    private void mark(Shape shape) {
        mark.setImage(desk.images().mark(shape, desk.palette(), Images.SMALL));
    }

    private static String plural(long count, String none, String one, String many) {
        return count == 0 ? none : count == 1 ? one : NLS.bind(many, count);
    }

    private Label label() {
        return new Label(strip, SWT.NONE);
    }

    private static void set(Label label, String text, String hint) {
        String padded = text.isEmpty() ? "" : text + "   ";
        if (!label.getText().equals(padded)) {
            label.setText(padded);
            label.setToolTipText(hint.isEmpty() ? null : hint);
        }
    }
}
