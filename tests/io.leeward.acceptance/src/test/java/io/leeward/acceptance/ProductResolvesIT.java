package io.leeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The bundles of the built product in a real framework: what the compiler saw on a class path is wired at run time too.
 */
class ProductResolvesIT {

    private static final Path PLUGINS = Path.of(System.getProperty("leeward.dist"), "console", "plugins");
    private static final long STOP_SECONDS = 30;

    private Framework framework;

    @BeforeEach
    void startAnEmptyFramework(@TempDir Path storage) throws BundleException {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", storage.toString(),
                        "osgi.os", "linux",
                        "osgi.ws", "gtk",
                        "osgi.arch", "x86_64"));
        framework.init();
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    }

    @Test
    void everyBundleOfTheProductResolves() throws IOException, BundleException {
        List<Bundle> bundles = install();

        framework.adapt(FrameworkWiring.class).resolveBundles(bundles);

        assertThat(bundles).hasSizeGreaterThan(80);
        assertThat(bundles)
                .filteredOn(bundle -> bundle.getState() == Bundle.INSTALLED)
                .isEmpty();
    }

    private List<Bundle> install() throws IOException, BundleException {
        var bundles = new ArrayList<Bundle>();
        try (Stream<Path> files = Files.list(PLUGINS)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".jar") && !name.startsWith("org.eclipse.osgi_")) {
                    bundles.add(framework
                            .getBundleContext()
                            .installBundle(file.toUri().toString()));
                }
            }
        }
        return bundles;
    }
}
