package io.leeward.console.internal.servers;

import io.leeward.console.internal.live.Desk;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/** What this installation consists of: the vault and the servers. */
public final class InfrastructureView extends ViewPart {
    public static final String ID = "io.leeward.console.infrastructure";

    private InfrastructureTree tree;

    @Override
    public void createPartControl(Composite parent) {
        Desk desk = Desk.of(getSite());
        tree = new InfrastructureTree(parent, desk);
        desk.link().watch(tree.control(), situation -> desk.link().snapshot().ifPresent(tree::show));
    }

    @Override
    public void setFocus() {
        tree.control().setFocus();
    }
}
