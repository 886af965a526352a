package io.leeward.console.internal.live;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.swt.widgets.Control;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the engine away from the UI thread and brings the answer back to it, if whoever asked is still there. */
public final class Background {
    /** Questions that may wait for an answer of the engine at a time; further ones queue. */
    static final int AT_ONCE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Semaphore PLACES = new Semaphore(AT_ONCE);

    private Background() {}

    /**
     * Asks, and gives the answer to {@code then}; a broken environment goes to {@code failed}. Both run on the UI
     * thread.
     */
    public static <T> void ask(Control owner, Supplier<T> question, Consumer<T> then, Consumer<Issue> failed) {
        Thread.ofVirtual().name("console-question").start(() -> {
            Outcome<T> answer = answer(question);
            if (!owner.isDisposed()) {
                owner.getDisplay().asyncExec(() -> {
                    if (!owner.isDisposed()) {
                        give(answer, then, failed);
                    }
                });
            }
        });
    }

    private static <T> Outcome<T> answer(Supplier<T> question) {
        PLACES.acquireUninterruptibly();
        try {
            return Outcome.done(question.get());
        } catch (IssueException e) {
            return Outcome.failed(e.issue(), Outcome.Retry.LATER);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("question to the engine failed");
            return Outcome.failed(Defect.of(e), Outcome.Retry.AFTER_CHANGE);
        } finally {
            PLACES.release();
        }
    }

    private static <T> void give(Outcome<T> answer, Consumer<T> then, Consumer<Issue> failed) {
        switch (answer) {
            case Outcome.Done<T>(T value) -> then.accept(value);
            case Outcome.Refused<T>(Issue issue) -> failed.accept(issue);
            case Outcome.Failed<T>(Issue issue, Outcome.Retry retry) -> failed.accept(issue);
        }
    }
}
