package io.leeward.tutorial;

/** Something of the demonstration did not hold; the message is one sentence for a person. */
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
