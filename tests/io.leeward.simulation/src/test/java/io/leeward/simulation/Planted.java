package io.leeward.simulation;

import io.leeward.capture.port.Link;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.file.Storage;
import io.leeward.replication.work.WorkResult;

/**
 * A bug that is put into a world on purpose, by standing between a part and one of its ports, to see whether it is
 * noticed.
 */
interface Planted {
    Planted NOTHING = new Planted() {};

    /** What the server uses as its spool. */
    default Storage spool(Storage storage) {
        return storage;
    }

    /** What the agent uses as its link. */
    default Link link(Link link) {
        return link;
    }

    /** What the server takes its keys from, each time its process starts. */
    default Entropy entropy(int server, Entropy entropy) {
        return entropy;
    }

    /** How a piece of work is done in the vault. */
    default WorkResult perform(SimServer server, SimServer.Task task) {
        return task.perform();
    }
}
