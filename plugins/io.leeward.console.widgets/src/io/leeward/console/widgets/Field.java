package io.leeward.console.widgets;

import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/**
 * A labelled input of a form with room for one sentence below it. The parent has a grid of three columns: label, input,
 * button.
 */
public final class Field {
    /** Columns that the parent's grid has. */
    public static final int COLUMNS = 3;

    private static final int INPUT_WIDTH = 360;

    private Field() {}

    /** An input of text. */
    public static Text text(Composite parent, String title, int style) {
        title(parent, title);
        Text text = new Text(parent, SWT.BORDER | SWT.SINGLE | style);
        text.setLayoutData(wide(2));
        return text;
    }

    /** An input of text with a button behind it. */
    public static Text text(Composite parent, String title, String button, Consumer<Text> pressed) {
        title(parent, title);
        Text text = new Text(parent, SWT.BORDER | SWT.SINGLE);
        text.setLayoutData(wide(1));
        Button push = new Button(parent, SWT.PUSH);
        push.setText(button);
        push.addListener(SWT.Selection, event -> pressed.accept(text));
        return text;
    }

    /** A choice of several values; any text with {@link SWT#NONE}, only those with {@link SWT#READ_ONLY}. */
    public static Combo combo(Composite parent, String title, int style) {
        title(parent, title);
        Combo combo = new Combo(parent, SWT.DROP_DOWN | style);
        combo.setLayoutData(wide(2));
        return combo;
    }

    /** A sentence below the input that was made last. */
    public static Label sentence(Composite parent, Style style) {
        new Label(parent, SWT.NONE);
        Label label = style.on(new Label(parent, SWT.WRAP));
        label.setLayoutData(wide(2));
        return label;
    }

    private static void title(Composite parent, String text) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(text);
        label.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, false));
    }

    private static GridData wide(int columns) {
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false, columns, 1);
        data.widthHint = INPUT_WIDTH;
        return data;
    }
}
