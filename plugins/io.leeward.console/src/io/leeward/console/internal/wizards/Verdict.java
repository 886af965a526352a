package io.leeward.console.internal.wizards;

import java.util.Optional;

/**
 * What a page thinks of its input.
 *
 * @param complete whether the wizard may go on
 * @param wrong what is wrong; empty while input is only missing
 */
record Verdict(boolean complete, Optional<String> wrong) {
    static final Verdict COMPLETE = new Verdict(true, Optional.empty());
    static final Verdict MISSING = new Verdict(false, Optional.empty());

    static Verdict wrong(String sentence) {
        return new Verdict(false, Optional.of(sentence));
    }

    /** The worse of two verdicts; of two equally bad ones the first. */
    Verdict and(Verdict other) {
        return wrong.isPresent() || (!complete && other.wrong.isEmpty()) ? this : other;
    }
}
