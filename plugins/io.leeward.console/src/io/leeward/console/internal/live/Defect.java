package io.leeward.console.internal.live;

import io.leeward.console.internal.text.Messages;
import io.leeward.kernel.Issue;

/** A mistake in the program, told as an issue. */
public final class Defect {
    private static final String CODE = "CONSOLE-DEFECT";

    private Defect() {}

    /** The issue for something that must not happen. */
    public static Issue of(Throwable cause) {
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Issue(CODE, Issue.Kind.FAILED, Messages.defect_message, what, Messages.defect_remedy);
    }
}
