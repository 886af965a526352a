package io.leeward.console.internal;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The perspective that opens first: the state of everything that is protected. */
public final class ProtectPerspective implements IPerspectiveFactory {

    static final String ID = "io.leeward.console.protect";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(true);
    }
}
