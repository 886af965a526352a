package io.leeward.console.internal.dialogs;

import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Field;
import io.leeward.console.widgets.Style;
import java.util.Optional;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** Asks how a recovery point is to be cut now. */
public final class CutPointDialog extends Dialog {
    private static final int WIDTH = 440;

    private final String machine;
    private Text tag;
    private Button app;
    private Optional<Choice> choice = Optional.empty();

    /**
     * What was chosen.
     *
     * @param tag text to find the point by
     * @param appConsistent whether the scripts of the applications run around the freeze
     */
    public record Choice(Optional<String> tag, boolean appConsistent) {}

    private CutPointDialog(Shell parent, String machine) {
        super(parent);
        this.machine = machine;
    }

    /** Asks; empty when the operator thought better of it. */
    public static Optional<Choice> ask(Shell parent, String machine) {
        CutPointDialog dialog = new CutPointDialog(parent, machine);
        dialog.open();
        return dialog.choice;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(NLS.bind(Messages.cut_title, machine));
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Label words = new Label(area, SWT.WRAP);
        words.setText(NLS.bind(Messages.cut_what, machine));
        GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
        wide.widthHint = WIDTH;
        words.setLayoutData(wide);
        Composite form = new Composite(area, SWT.NONE);
        GridLayout layout = new GridLayout(Field.COLUMNS, false);
        layout.marginWidth = 0;
        layout.verticalSpacing = Style.GAP;
        form.setLayout(layout);
        form.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        tag = Field.text(form, Messages.cut_tag, SWT.NONE);
        tag.setMessage(Messages.cut_tagHint);
        new Label(form, SWT.NONE);
        app = new Button(form, SWT.CHECK);
        app.setText(Messages.cut_app);
        app.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, Messages.cut_verb, true);
        createButton(parent, IDialogConstants.CANCEL_ID, Messages.dialog_cancel, false);
    }

    @Override
    protected void okPressed() {
        String text = tag.getText().strip();
        choice = Optional.of(new Choice(text.isEmpty() ? Optional.empty() : Optional.of(text), app.getSelection()));
        super.okPressed();
    }
}
