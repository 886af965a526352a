package io.leeward.console.internal.dialogs;

import io.leeward.console.internal.text.Messages;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;

/** Asks before something that changes protection: what will happen, and a button that names it. */
public final class Confirmation {
    private Confirmation() {}

    /** Whether the operator wants it. */
    public static boolean ask(Shell shell, String title, String consequence, String verb) {
        return MessageDialog.open(MessageDialog.QUESTION, shell, title, consequence, 0, verb, Messages.dialog_cancel)
                == 0;
    }
}
