package io.leeward.console.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** A number that is read from a distance: what it is, the number, and what it means. */
public final class Figure extends Composite {
    private final Label number;
    private final Label meaning;

    public Figure(Composite parent, String title) {
        super(parent, SWT.NONE);
        Style.SURFACE.on(this);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = Style.STEP;
        setLayout(layout);
        label(Style.MUTED).setText(title);
        number = label(Style.HEADING);
        number.setFont(Style.figureFont(number));
        meaning = label(Style.MUTED);
    }

    /** Shows a number and, below it, what it means; the exact value goes to the tooltip. */
    public void show(String value, String words, String exact) {
        set(number, value);
        set(meaning, words);
        number.setToolTipText(exact);
        meaning.setToolTipText(exact);
    }

    private Label label(Style style) {
        Label label = style.on(new Label(this, SWT.NONE));
        label.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        return label;
    }

    private static void set(Label label, String text) {
        if (!label.getText().equals(text)) {
            label.setText(text);
        }
    }
}
