package io.leeward.console.internal.live;

import io.leeward.kernel.Issue;
import io.leeward.operations.Operations;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.remote.EngineFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's one connection to the engine: finds its service, takes its snapshots and hands them to the views on the
 * UI thread, the newest only when several arrive before the thread is free. Everything public is called on the UI
 * thread unless it says otherwise.
 */
public final class EngineLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLink.class);

    private final Display display;
    private final BundleContext bundles;
    private final ServiceTracker<Operations, Connection> tracker;
    private final ServiceTracker<EngineFailure, EngineFailure> failures;
    private final AtomicReference<Situation> pending = new AtomicReference<>();
    private final List<Consumer<Situation>> listeners = new ArrayList<>();
    private final SessionHistory history = new SessionHistory();
    private Situation situation = new Situation.Starting();

    private record Connection(Operations operations, AutoCloseable subscription) {}

    public EngineLink(Display display, BundleContext bundles) {
        this.display = display;
        this.bundles = bundles;
        this.tracker = new ServiceTracker<>(bundles, Operations.class, new Customizer());
        this.failures = new ServiceTracker<>(bundles, EngineFailure.class, null) {
            @Override
            public EngineFailure addingService(ServiceReference<EngineFailure> reference) {
                EngineFailure failure = super.addingService(reference);
                down(new Issue(
                        failure.code(), Issue.Kind.FAILED, failure.message(), failure.cause(), failure.remedy()));
                return failure;
            }
        };
    }

    /** Starts looking for the engine. */
    public void open() {
        tracker.open();
        failures.open();
    }

    /** Tells that the engine cannot be used. Any thread. */
    public void down(Issue issue) {
        offer(new Situation.Down(issue));
    }

    public Situation situation() {
        return situation;
    }

    /** The engine, while it runs. */
    public Optional<Operations> operations() {
        return situation instanceof Situation.Running running ? Optional.of(running.operations()) : Optional.empty();
    }

    /** The newest snapshot, while the engine runs. */
    public Optional<Snapshot> snapshot() {
        return situation instanceof Situation.Running running ? Optional.of(running.snapshot()) : Optional.empty();
    }

    /** What was seen since the console was opened. */
    public SessionHistory history() {
        return history;
    }

    /** Calls the listener now and after each change, as long as the control lives. */
    public void watch(Control owner, Consumer<Situation> listener) {
        AutoCloseable subscription = watch(listener);
        owner.addDisposeListener(event -> close(subscription));
    }

    /** Calls the listener now and after each change, until the subscription is closed. */
    public AutoCloseable watch(Consumer<Situation> listener) {
        listeners.add(listener);
        listener.accept(situation);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        tracker.close();
        failures.close();
    }

    private void offer(Situation next) {
        if (pending.getAndSet(next) == null && !display.isDisposed()) {
            display.asyncExec(this::deliver);
        }
    }

    private void deliver() {
        Situation next = pending.getAndSet(null);
        if (next == null) {
            return;
        }
        situation = next;
        if (next instanceof Situation.Running running) {
            history.add(running.snapshot());
        }
        List.copyOf(listeners).forEach(listener -> listener.accept(next));
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("subscription did not close");
        }
    }

    private final class Customizer implements ServiceTrackerCustomizer<Operations, Connection> {
        @Override
        public Connection addingService(ServiceReference<Operations> reference) {
            Operations operations = bundles.getService(reference);
            AutoCloseable subscription =
                    operations.live().watch(snapshot -> offer(new Situation.Running(operations, snapshot)));
            return new Connection(operations, subscription);
        }

        @Override
        public void modifiedService(ServiceReference<Operations> reference, Connection connection) {}

        @Override
        public void removedService(ServiceReference<Operations> reference, Connection connection) {
            EngineLink.close(connection.subscription());
            bundles.ungetService(reference);
            offer(new Situation.Starting());
        }
    }
}
