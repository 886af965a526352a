package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Background;
import io.leeward.console.internal.text.Messages;
import io.leeward.kernel.Issue;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** A check that takes a moment: it runs when typing stops and says below the field what it found. */
final class LateCheck {
    private static final int PAUSE_MILLIS = 300;

    private final Label label;
    private final Text field;
    private final Function<String, Optional<String>> check;
    private final Runnable changed;
    private final Runnable start = this::start;
    private Optional<String> found = Optional.empty();

    /**
     * Makes it.
     *
     * @param check what is wrong with the text, if anything; called away from the UI thread
     * @param changed called when there is a new verdict
     */
    LateCheck(Label label, Text field, Function<String, Optional<String>> check, Runnable changed) {
        this.label = label;
        this.field = field;
        this.check = check;
        this.changed = changed;
        field.addListener(SWT.Modify, event -> soon());
    }

    /** The verdict on the text as it was checked last. */
    Verdict verdict() {
        return found.map(Verdict::wrong).orElse(Verdict.COMPLETE);
    }

    private void soon() {
        found = Optional.empty();
        boolean possible = Paths.verdict(field.getText()).complete();
        label.setText(possible ? Messages.check_running : "");
        label.getDisplay().timerExec(possible ? PAUSE_MILLIS : -1, start);
    }

    private void start() {
        if (!field.isDisposed()) {
            String text = field.getText().strip();
            Background.ask(field, () -> check.apply(text), answer -> tell(text, answer), this::failed);
        }
    }

    private void tell(String text, Optional<String> answer) {
        if (text.equals(field.getText().strip())) {
            found = answer;
            label.setText(answer.isEmpty() ? Messages.check_good : "");
            changed.run();
        }
    }

    private void failed(Issue issue) {
        found = Optional.of(issue.message());
        label.setText("");
        changed.run();
    }
}
