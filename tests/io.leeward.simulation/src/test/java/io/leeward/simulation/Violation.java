package io.leeward.simulation;

/** A promise of the design was broken. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }
}
