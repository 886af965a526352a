package io.leeward.kernel.bytes;

/**
 * Bytes that do not follow their format: too short, too long, or a value outside its bounds. Callers translate it into
 * an issue of their own.
 */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message, null, false, false);
    }
}
