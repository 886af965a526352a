package io.leeward.console.internal.wizards;

import io.leeward.console.widgets.Field;
import io.leeward.console.widgets.Style;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

/** A page with fields that are looked at with every key. It opens with its question, never with an error. */
abstract class FormPage extends WizardPage {
    private static final int TEXT_WIDTH = 480;

    /**
     * Makes it.
     *
     * @param question one sentence: what is decided here or what will happen
     */
    FormPage(String name, String title, String question) {
        super(name);
        setTitle(title);
        setDescription(question);
    }

    @Override
    public final void createControl(Composite parent) {
        Composite form = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(Field.COLUMNS, false);
        layout.marginWidth = Style.WIDE_GAP;
        layout.marginHeight = Style.WIDE_GAP;
        layout.horizontalSpacing = Style.GAP;
        layout.verticalSpacing = Style.GAP;
        form.setLayout(layout);
        fill(form);
        setControl(form);
        setPageComplete(verdict().complete());
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            // After the dialog has opened, which gives the focus to its title.
            getControl().getDisplay().asyncExec(this::focusFirstField);
        }
    }

    private void focusFirstField() {
        if (!getControl().isDisposed()) {
            getControl().setFocus();
        }
    }

    /** Makes the fields. */
    protected abstract void fill(Composite form);

    /** What is to be thought of the input as it is now. */
    protected abstract Verdict verdict();

    /** Looks at the input again after something was typed. */
    protected final void changed() {
        if (getControl() != null) {
            Verdict verdict = verdict();
            setErrorMessage(verdict.wrong().orElse(null));
            setPageComplete(verdict.complete());
        }
    }

    /** Looks again whenever the control's content changes. */
    protected final <C extends Control> C watched(C control) {
        control.addListener(SWT.Modify, event -> changed());
        control.addListener(SWT.Selection, event -> changed());
        return control;
    }

    /** One of several choices. */
    protected final Button choice(Composite form, String title, Runnable chosen) {
        Button button = new Button(form, SWT.RADIO);
        button.setText(title);
        button.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, Field.COLUMNS, 1));
        button.addListener(SWT.Selection, event -> {
            chosen.run();
            changed();
        });
        return button;
    }

    /** A sentence that explains, over the whole width. */
    protected static Label words(Composite form, String text) {
        Label label = Style.MUTED.on(new Label(form, SWT.WRAP));
        label.setText(text);
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, Field.COLUMNS, 1);
        data.widthHint = TEXT_WIDTH;
        label.setLayoutData(data);
        return label;
    }
}
