package io.leeward.console.internal.wizards;

import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Field;
import io.leeward.kernel.Secret;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** Asks for a new recovery passphrase, twice. */
final class PassphrasePage extends FormPage {
    /** Characters that a new passphrase has at least. */
    static final int SHORTEST = 12;

    private Text first;
    private Text second;

    PassphrasePage() {
        super("passphrase", Messages.passphrase_title, Messages.passphrase_question);
    }

    @Override
    protected void fill(Composite form) {
        first = watched(Field.text(form, Messages.passphrase_first, SWT.PASSWORD));
        second = watched(Field.text(form, Messages.passphrase_second, SWT.PASSWORD));
        words(form, Messages.passphrase_words);
    }

    @Override
    protected Verdict verdict() {
        String text = first.getText();
        if (text.isEmpty()) {
            return Verdict.MISSING;
        }
        if (text.length() < SHORTEST) {
            return Verdict.wrong(NLS.bind(Messages.passphrase_short, SHORTEST));
        }
        if (second.getText().isEmpty()) {
            return Verdict.MISSING;
        }
        return text.equals(second.getText()) ? Verdict.COMPLETE : Verdict.wrong(Messages.passphrase_differ);
    }

    Secret passphrase() {
        return Secret.ofText(first.getText());
    }
}
