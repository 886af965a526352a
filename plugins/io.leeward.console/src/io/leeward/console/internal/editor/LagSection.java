package io.leeward.console.internal.editor;

import io.leeward.console.internal.live.Background;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.LagChart;
import io.leeward.console.widgets.Pages;
import io.leeward.console.widgets.RowColumn;
import io.leeward.console.widgets.RowTable;
import io.leeward.console.widgets.Style;
import io.leeward.console.widgets.Token;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.machines.MachineView;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/** The lag since the console was opened, as a chart and, on demand, as a table. */
final class LagSection {
    private final Desk desk;
    private final Composite control;
    private final Label words;
    private final Pages pages;
    private final LagChart chart;
    private final RowTable<LagChart.Sample> table;
    private Optional<String> policy = Optional.empty();
    private Optional<Duration> threshold = Optional.empty();

    LagSection(Composite parent, Desk desk) {
        this.desk = desk;
        control = Style.SURFACE.on(new Composite(parent, SWT.NONE));
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = Style.GAP;
        layout.marginHeight = Style.STEP;
        control.setLayout(layout);
        words = Style.HEADING.on(new Label(control, SWT.NONE));
        words.setText(Messages.lag_title);
        words.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        ToolBar bar = Style.SURFACE.on(new ToolBar(control, SWT.FLAT));
        pages = new Pages(control);
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
        pages.setLayoutData(data);
        chart = new LagChart(pages, desk.palette(), Messages.lag_series, Messages.lag_threshold, Messages.lag_axis);
        table = new RowTable<>(
                pages,
                desk.palette(),
                desk.images(),
                List.of(
                        RowColumn.<LagChart.Sample>of(Messages.lag_at, 220, sample -> Words.exact(sample.at()))
                                .sorted(Comparator.comparing(LagChart.Sample::at)),
                        RowColumn.number(
                                Messages.lag_series,
                                120,
                                sample -> Words.lag(sample.lag()),
                                Comparator.comparing(LagChart.Sample::lag))),
                sample -> sample.at().toString(),
                Comparator.comparing(LagChart.Sample::at).reversed());
        ToolItem asTable = new ToolItem(bar, SWT.CHECK);
        asTable.setImage(Images.TABLE.image(desk.images(), desk.palette(), Token.TEXT, Images.SMALL));
        asTable.setToolTipText(Messages.lag_asTable);
        asTable.addListener(
                SWT.Selection, event -> pages.bring(asTable.getSelection() ? table.control() : chart.control()));
        pages.bring(chart.control());
    }

    Composite control() {
        return control;
    }

    void show(MachineView machine) {
        if (!machine.policy().equals(policy)) {
            policy = machine.policy();
            threshold = Optional.empty();
            policy.ifPresent(this::ask);
        }
        List<LagChart.Sample> samples = desk.link().history().lag(machine.id());
        chart.show(samples, threshold);
        table.show(samples);
        String title = machine.rpo().isEmpty()
                ? Messages.lag_none
                : threshold
                        .map(limit -> NLS.bind(Messages.lag_titleLimit, Words.roughly(limit)))
                        .orElse(Messages.lag_title);
        if (!title.equals(words.getText())) {
            words.setText(title);
        }
    }

    private void ask(String name) {
        desk.link()
                .operations()
                .ifPresent(operations -> Background.ask(
                        control,
                        () -> operations.policies().find(name),
                        found -> threshold = found.map(ReplicationPolicy::rpoThreshold),
                        issue -> threshold = Optional.empty()));
    }
}
