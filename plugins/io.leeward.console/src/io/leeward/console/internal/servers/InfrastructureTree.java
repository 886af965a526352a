package io.leeward.console.internal.servers;

import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.QuietSelection;
import io.leeward.console.widgets.Shape;
import io.leeward.console.widgets.Style;
import io.leeward.console.widgets.Token;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.servers.ServerView;
import io.leeward.operations.vaults.VaultView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Item;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** The vault, the servers and how many machines there are in which state, as a small tree. */
final class InfrastructureTree {
    private static final String KEY = "key";

    private final Desk desk;
    private final Tree tree;
    private final TreeItem vault;
    private final TreeItem servers;

    InfrastructureTree(Composite parent, Desk desk) {
        this.desk = desk;
        tree = Style.SURFACE.on(new Tree(parent, SWT.SINGLE | SWT.V_SCROLL));
        QuietSelection.on(tree, desk.palette(), InfrastructureTree::color);
        vault = branch(Messages.infrastructure_vault);
        servers = branch(Messages.infrastructure_servers);
    }

    Tree control() {
        return tree;
    }

    void show(Snapshot snapshot) {
        sync(vault, snapshot.vault().stream().toList(), view -> view.id().value(), this::show);
        sync(servers, snapshot.servers(), view -> view.id().value(), this::show);
    }

    /** What a server does, in words. */
    static String role(ServerView.Role role) {
        return switch (role) {
            case CONFIGURATION_SERVER -> Messages.role_configuration;
            case PROCESS_SERVER -> Messages.role_process;
            case MASTER_TARGET -> Messages.role_masterTarget;
        };
    }

    private void show(TreeItem item, VaultView view) {
        boolean owner = view.mode() == VaultView.Mode.OWNER;
        Shape shape = owner ? Shape.HEALTHY : Shape.WARNING;
        text(item, owner ? view.name() : NLS.bind(Messages.infrastructure_readOnly, view.name()));
        item.setImage(desk.images().mark(shape, desk.palette(), Images.SMALL));
        List<String> details = List.of(view.store().toString(), NLS.bind(Messages.infrastructure_owner, view.owner()));
        details(item, details);
    }

    private void show(TreeItem item, ServerView view) {
        text(item, NLS.bind(Messages.infrastructure_server, role(view.role()), view.name()));
        item.setImage(desk.images().mark(Attention.shape(view.health()), desk.palette(), Images.SMALL));
        details(
                item,
                List.of(
                        view.address(),
                        view.role() == ServerView.Role.PROCESS_SERVER
                                ? NLS.bind(
                                        Messages.infrastructure_spool,
                                        Words.bytes(view.spoolBytes()),
                                        Words.bytes(view.spoolFreeBytes()))
                                : view.detail().orElse(Words.health(view.health()))));
    }

    private void details(TreeItem item, List<String> lines) {
        while (item.getItemCount() < lines.size()) {
            new TreeItem(item, SWT.NONE);
        }
        for (int i = 0; i < lines.size(); i++) {
            text(item.getItem(i), lines.get(i));
        }
    }

    private static Optional<Token> color(Item item, int column) {
        TreeItem parent = ((TreeItem) item).getParentItem();
        return parent != null && parent.getParentItem() != null ? Optional.of(Token.MUTED) : Optional.empty();
    }

    private TreeItem branch(String title) {
        TreeItem item = new TreeItem(tree, SWT.NONE);
        item.setText(title);
        return item;
    }

    private <T> void sync(
            TreeItem parent, List<T> values, Function<T, String> key, java.util.function.BiConsumer<TreeItem, T> show) {
        while (parent.getItemCount() > values.size()) {
            parent.getItem(parent.getItemCount() - 1).dispose();
        }
        for (int i = 0; i < values.size(); i++) {
            TreeItem item = i < parent.getItemCount() ? parent.getItem(i) : new TreeItem(parent, SWT.NONE);
            boolean fresh = !key.apply(values.get(i)).equals(item.getData(KEY));
            item.setData(KEY, key.apply(values.get(i)));
            show.accept(item, values.get(i));
            if (fresh) {
                parent.setExpanded(true);
                item.setExpanded(true);
            }
        }
    }

    private static void text(TreeItem item, String text) {
        if (!item.getText().equals(text)) {
            item.setText(text);
        }
    }
}
