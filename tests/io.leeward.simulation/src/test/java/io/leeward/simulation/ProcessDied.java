package io.leeward.simulation;

/** Thrown out of a port call to end the simulated process that made it. */
final class ProcessDied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProcessDied() {
        super("the simulated process died", null, false, false);
    }
}
