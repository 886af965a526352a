package io.leeward.console.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

class ClosingUiTest {
    private static final String ENGINE = System.getProperty("leeward.console.engine");

    @Test
    void closingTheWindowStopsTheEngineFirst() throws Exception {
        Bundle engine = FrameworkUtil.getBundle(ClosingUiTest.class)
                .getBundleContext()
                .installBundle("memory:engine", emptyBundle());
        engine.start();
        CompletableFuture<Integer> stateWhenClosing = new CompletableFuture<>();
        IWorkbenchListener stays = new IWorkbenchListener() {
            @Override
            public boolean preShutdown(IWorkbench workbench, boolean forced) {
                stateWhenClosing.complete(engine.getState());
                return false;
            }

            @Override
            public void postShutdown(IWorkbench workbench) {}
        };
        Ui.run(() -> PlatformUI.getWorkbench().addWorkbenchListener(stays));

        Ui.begin(() -> PlatformUI.getWorkbench().close());

        assertEquals(Bundle.RESOLVED, stateWhenClosing.get(40, TimeUnit.SECONDS));
        Ui.run(() -> PlatformUI.getWorkbench().removeWorkbenchListener(stays));
        assertFalse(PlatformUI.getWorkbench().isClosing());
        engine.uninstall();
    }

    private static InputStream emptyBundle() throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\n"
                        + "Bundle-SymbolicName: " + ENGINE + "\nBundle-Version: 1.0.0\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
