package io.leeward.operations.port;

import java.nio.file.Path;

/**
 * How this engine was started; published once as a service by the composition root, before anything else, with the
 * service property {@link #MODE}.
 *
 * @param mode whether the engine serves agents and operators, or works for one command
 * @param data folder that everything local lies in
 * @param bind address that the ports listen on, for example {@code 0.0.0.0}
 * @param controlPort port of the control channel and the door; 0 lets the system choose
 * @param dataPort port of the data channel; 0 lets the system choose
 */
public record EngineSettings(Mode mode, Path data, String bind, int controlPort, int dataPort) {
    /** Framework property: {@code server} or {@code local}. */
    public static final String MODE = "leeward.mode";
    /** Framework property: the data folder. */
    public static final String DATA = "leeward.data";
    /** Framework property: the address to listen on. */
    public static final String BIND = "leeward.bind";
    /** Framework property: the control port. */
    public static final String CONTROL_PORT = "leeward.controlPort";
    /** Framework property: the data port. */
    public static final String DATA_PORT = "leeward.dataPort";

    /** What an engine is for. */
    public enum Mode {
        /** Listens for agents and operators until it is stopped. */
        SERVER,
        /** Opens no port and replicates nothing: works for the process that started it. */
        LOCAL
    }
}
