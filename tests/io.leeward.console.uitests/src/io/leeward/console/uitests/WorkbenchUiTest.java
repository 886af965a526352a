package io.leeward.console.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

class WorkbenchUiTest {

    @Test
    void theWorkbenchOpensOneWindowOnTheProtectPerspective() {
        var perspective = new AtomicReference<String>();
        PlatformUI.getWorkbench()
                .getDisplay()
                .syncExec(() -> perspective.set(PlatformUI.getWorkbench()
                        .getWorkbenchWindows()[0]
                        .getActivePage()
                        .getPerspective()
                        .getId()));

        assertEquals("io.leeward.console.protect", perspective.get());
    }
}
