package io.leeward.console.internal.wizards;

import io.leeward.console.internal.text.Messages;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Text;

/** What a typed path has to be. */
final class Paths {
    private Paths() {}

    static Verdict verdict(String text) {
        if (text.isBlank()) {
            return Verdict.MISSING;
        }
        try {
            return Path.of(text.strip()).isAbsolute() ? Verdict.COMPLETE : Verdict.wrong(Messages.path_relative);
        } catch (InvalidPathException e) {
            return Verdict.wrong(Messages.path_invalid);
        }
    }

    /** Lets the operator choose a folder for the field. */
    static void browse(Text target) {
        String chosen = new DirectoryDialog(target.getShell()).open();
        if (chosen != null) {
            target.setText(chosen);
        }
    }
}
