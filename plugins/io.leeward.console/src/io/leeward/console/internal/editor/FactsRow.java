package io.leeward.console.internal.editor;

import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.Style;
import io.leeward.operations.machines.MachineView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Plain facts about a machine: name and value, in columns. */
final class FactsRow {
    private static final int PAIRS = 2;

    private final Composite control;
    private final Map<String, Label> values = new LinkedHashMap<>();

    FactsRow(Composite parent) {
        control = Style.SURFACE.on(new Composite(parent, SWT.NONE));
        GridLayout layout = new GridLayout(PAIRS * 2, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.horizontalSpacing = Style.GAP;
        layout.verticalSpacing = Style.GAP;
        control.setLayout(layout);
    }

    Composite control() {
        return control;
    }

    void show(MachineView machine, Instant now) {
        boolean first = values.isEmpty();
        value(Messages.facts_policy, Words.orNone(machine.policy(), name -> name));
        value(Messages.facts_group, Words.orNone(machine.group(), name -> name));
        value(Messages.facts_next, Words.orNone(machine.nextPoint(), at -> Words.until(at, now)));
        value(Messages.facts_heard, Words.orNone(machine.lastHeard(), at -> Words.ago(at, now)));
        value(Messages.facts_backlog, Words.bytes(machine.backlogBytes()));
        value(Messages.facts_rate, Words.rate(machine.bytesPerSecond()));
        value(Messages.facts_tracker, machine.tracker().isEmpty() ? Words.NONE : machine.tracker());
        value(Messages.facts_progress, Words.orNone(machine.progress(), Words::percent));
        if (first) {
            control.requestLayout();
        }
    }

    private void value(String title, String text) {
        Label label = values.computeIfAbsent(title, this::pair);
        if (!label.getText().equals(text)) {
            label.setText(text);
        }
    }

    private Label pair(String title) {
        Label name = Style.MUTED.on(new Label(control, SWT.NONE));
        name.setText(title);
        Label value = Style.PLAIN.on(new Label(control, SWT.NONE));
        value.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        return value;
    }
}
