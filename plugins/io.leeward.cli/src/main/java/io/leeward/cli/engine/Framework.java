package io.leeward.cli.engine;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.operations.remote.EngineFailure;
import io.leeward.operations.remote.RestCalls;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.eclipse.osgi.launch.EquinoxFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * An OSGi framework with the engine's bundles, started in this process. It shares one package of the class path with
 * its bundles: {@code io.leeward.operations.remote}.
 */
final class Framework implements AutoCloseable {
    /** System property that names the folder of bundles. */
    static final String PLUGINS = "leeward.plugins";

    /** Longest wait for a service after the start. */
    private static final Duration SERVICE = Duration.ofSeconds(60);

    /** Time between two looks for a service. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Longest wait for the end of the framework. */
    private static final Duration STOP = Duration.ofSeconds(60);

    /** Bundles of the console: an engine has no windows. */
    private static final List<String> WINDOWS = List.of(
            "io.leeward.console",
            "org.eclipse.swt",
            "org.eclipse.ui",
            "org.eclipse.e4",
            "org.eclipse.jface",
            "org.eclipse.emf",
            "org.eclipse.help",
            "org.eclipse.core.",
            "org.eclipse.urischeme",
            "org.eclipse.equinox.simpleconfigurator",
            "org.eclipse.equinox.security",
            "org.eclipse.equinox.launcher",
            "org.eclipse.osgi_",
            "com.ibm.icu",
            "org.apache.batik",
            "com.github.weisj");

    /** Started before the engine's own: services of the framework, then logging. */
    private static final List<String> FIRST =
            List.of("org.apache.aries.spifly.dynamic.bundle", "ch.qos.logback.classic", "org.apache.felix.scr");

    private final org.osgi.framework.launch.Framework framework;
    private final Path storage;

    private Framework(org.osgi.framework.launch.Framework framework, Path storage) {
        this.framework = framework;
        this.storage = storage;
    }

    /** Starts a framework with these properties and all bundles of an engine. */
    static Framework start(Map<String, String> properties) {
        Path plugins = plugins();
        quietLogging();
        try {
            Path storage = Files.createTempDirectory("leeward-framework-");
            Map<String, String> configuration = new TreeMap<>(properties);
            configuration.put(Constants.FRAMEWORK_STORAGE, storage.toString());
            configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
            configuration.put(
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, RestCalls.class.getPackageName() + ";version=\"0.1.0\"");
            Framework started = new Framework(new EquinoxFactory().newFramework(configuration), storage);
            started.launch(plugins);
            return started;
        } catch (IOException | BundleException e) {
            throw new IssueException(notStarted().because(e.getMessage() + "."), e);
        }
    }

    /** Waits for a service; fails with what the engine says when it could not start. */
    <T> T await(Class<T> service) {
        long deadline = System.nanoTime() + SERVICE.toNanos();
        BundleContext context = framework.getBundleContext();
        while (System.nanoTime() - deadline < 0) {
            ServiceReference<T> found = context.getServiceReference(service);
            if (found != null) {
                return context.getService(found);
            }
            ServiceReference<EngineFailure> failure = context.getServiceReference(EngineFailure.class);
            if (failure != null) {
                throw new IssueException(issue(context.getService(failure)));
            }
            pause();
        }
        throw new IssueException(notStarted().because("It was not up within " + SERVICE.toSeconds() + " s."));
    }

    private static Issue issue(EngineFailure failure) {
        Issue.Kind kind = Issue.Kind.FAILED;
        for (Issue.Kind each : Issue.Kind.values()) {
            if (each.exitCode() == failure.exitCode()) {
                kind = each;
            }
        }
        return new Issue(failure.code(), kind, failure.message(), failure.cause(), failure.remedy());
    }

    /** Waits until the framework has been stopped by another thread. */
    void awaitStop() {
        try {
            framework.waitForStop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(STOP.toMillis());
        } catch (BundleException e) {
            throw new IssueException(notStarted().because(e.getMessage() + "."), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            forget(storage);
        }
    }

    private void launch(Path plugins) throws BundleException, IOException {
        framework.init();
        List<Bundle> bundles = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(plugins, "*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (WINDOWS.stream().noneMatch(name::startsWith)) {
                    bundles.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
                }
            }
        }
        framework.start();
        for (String name : FIRST) {
            startAll(bundles, name);
        }
        startAll(bundles, "io.leeward.");
    }

    private static void startAll(List<Bundle> bundles, String prefix) throws BundleException {
        List<Bundle> chosen = bundles.stream()
                .filter(bundle -> bundle.getSymbolicName() != null
                        && bundle.getSymbolicName().startsWith(prefix))
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .toList();
        for (Bundle bundle : chosen) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }

    private static Path plugins() {
        String folder = System.getProperty(PLUGINS, "");
        Path path = Path.of(folder);
        if (folder.isEmpty() || !Files.isDirectory(path)) {
            throw new IssueException(Issue.of(
                    "PLUGINS-MISSING",
                    Issue.Kind.FAILED,
                    "The engine's bundles were not found" + (folder.isEmpty() ? "." : " in " + folder + "."),
                    "Start the command line with its script, or name their folder in the system property " + PLUGINS
                            + "."));
        }
        return path.toAbsolutePath();
    }

    /** Standard output belongs to the answers; the engine logs to its data folder. */
    private static void quietLogging() {
        LogManager.getLogManager().reset();
        var quiet = Framework.class.getResource("/leeward-logback.xml");
        if (quiet != null && System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", quiet.toString());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the start of an engine", e);
        }
    }

    private static void forget(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A leftover in the folder for temporary files harms nobody.
            return;
        }
    }

    private static Issue notStarted() {
        return Issue.of(
                "ENGINE-NOT-STARTED",
                Issue.Kind.FAILED,
                "The engine could not be started.",
                "See logs/engine.log in the data folder.");
    }
}
