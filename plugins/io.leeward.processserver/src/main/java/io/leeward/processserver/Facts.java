package io.leeward.processserver;

import io.leeward.operations.port.ReplicationFact;
import io.leeward.operations.port.ReplicationListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes facts on to whoever listens, in the order of each machine. A listener that fails harms nobody else.
 * Thread-safe.
 */
final class Facts implements Consumer<ReplicationFact> {
    private static final Logger LOG = LoggerFactory.getLogger(Facts.class);

    private final List<ReplicationListener> listeners = new CopyOnWriteArrayList<>();

    AutoCloseable listen(ReplicationListener listener) {
        // A listener of its own for each call, so that closing one does not end another.
        ReplicationListener own = listener::happened;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    @Override
    public void accept(ReplicationFact fact) {
        for (ReplicationListener listener : listeners) {
            try {
                listener.happened(fact);
            } catch (RuntimeException e) {
                LOG.atError()
                        .addKeyValue("fact", fact.getClass().getSimpleName())
                        .setCause(e)
                        .log("listener failed");
            }
        }
    }
}
