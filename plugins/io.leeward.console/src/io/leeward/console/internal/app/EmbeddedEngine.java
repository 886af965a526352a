package io.leeward.console.internal.app;

import io.leeward.console.internal.live.Defect;
import io.leeward.console.internal.text.Messages;
import io.leeward.kernel.Issue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine as it runs inside the console: its bundle is started when the console starts and stopped before the window
 * is gone. The property {@code leeward.console.engine} names another bundle, or {@code none} where somebody else
 * provides the engine.
 */
final class EmbeddedEngine {
    /** Longest time that closing the window waits for the engine. */
    static final int STOP_SECONDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String BUNDLE_PROPERTY = "leeward.console.engine";
    private static final String DEFAULT_BUNDLE = "io.leeward.engine";
    private static final String NONE = "none";
    private static final String OWN_PREFIX = "io.leeward.";
    private static final String COMPONENTS = "Service-Component";
    private static final String MODE = "leeward.mode";
    private static final String DATA = "leeward.data";

    private final Consumer<Issue> down;
    private final String name = System.getProperty(BUNDLE_PROPERTY, DEFAULT_BUNDLE);

    /**
     * Makes it.
     *
     * @param down is told when the engine does not start; called on any thread
     */
    EmbeddedEngine(Consumer<Issue> down) {
        this.down = down;
    }

    /** Starts the engine in the background. */
    void start() {
        if (name.equals(NONE)) {
            return;
        }
        System.setProperty(MODE, System.getProperty(MODE, "server"));
        System.setProperty(
                DATA,
                System.getProperty(
                        DATA,
                        Path.of(System.getProperty("user.home"), ".leeward").toString()));
        Thread.ofPlatform().daemon().name("engine-start").start(this::startBundles);
    }

    /** Whether there is something to stop. */
    boolean running() {
        return engine().filter(bundle -> bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING)
                .isPresent();
    }

    /**
     * Stops the engine and waits for it, at most {@link #STOP_SECONDS}; not on the UI thread.
     *
     * @param tick called once for each second of waiting
     */
    void stop(Runnable tick) throws InterruptedException {
        FutureTask<Void> stopping = new FutureTask<>(() -> {
            engine().orElseThrow().stop();
            return null;
        });
        Thread.ofPlatform().daemon().name("engine-stop").start(stopping);
        for (int second = 0; second < STOP_SECONDS; second++) {
            try {
                stopping.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                tick.run();
            } catch (ExecutionException e) {
                LOG.atError().setCause(e.getCause()).log("engine did not stop");
                return;
            }
        }
        LOG.atError().addKeyValue("seconds", STOP_SECONDS).log("engine takes too long to stop");
    }

    private void startBundles() {
        try {
            for (Bundle bundle : name.equals(DEFAULT_BUNDLE) ? componentBundles() : List.<Bundle>of()) {
                bundle.start(Bundle.START_TRANSIENT);
            }
            Optional<Bundle> engine = engine();
            if (engine.isEmpty()) {
                down.accept(Issue.of(
                        "CONSOLE-NO-ENGINE",
                        Issue.Kind.NOT_FOUND,
                        Messages.engine_missing,
                        Messages.engine_missingRemedy));
                return;
            }
            engine.get().start(Bundle.START_TRANSIENT);
        } catch (BundleException e) {
            LOG.atError().setCause(e).log("engine did not start");
            down.accept(Defect.of(e));
        }
    }

    /** Bundles whose services the engine is composed of. */
    private static List<Bundle> componentBundles() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> bundle.getSymbolicName() != null
                        && bundle.getSymbolicName().startsWith(OWN_PREFIX))
                .filter(bundle -> bundle.getHeaders().get(COMPONENTS) != null)
                .toList();
    }

    private Optional<Bundle> engine() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst();
    }

    private static BundleContext context() {
        return FrameworkUtil.getBundle(EmbeddedEngine.class).getBundleContext();
    }
}
