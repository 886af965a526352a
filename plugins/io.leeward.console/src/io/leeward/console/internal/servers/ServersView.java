package io.leeward.console.internal.servers;

import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.live.Situation;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.EmptyState;
import io.leeward.console.widgets.Pages;
import io.leeward.console.widgets.RowColumn;
import io.leeward.console.widgets.RowTable;
import io.leeward.console.widgets.Token;
import io.leeward.operations.servers.ServerView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/** The servers of this installation, how they are and what waits in their spools. */
public final class ServersView extends ViewPart {
    public static final String ID = "io.leeward.console.servers";

    private Pages pages;
    private RowTable<ServerView> table;
    private EmptyState empty;
    private Instant now = Instant.EPOCH;

    @Override
    public void createPartControl(Composite parent) {
        Desk desk = Desk.of(getSite());
        pages = new Pages(parent);
        table = new RowTable<>(
                pages,
                desk.palette(),
                desk.images(),
                columns(),
                server -> server.id().value(),
                Comparator.comparing(ServerView::role).thenComparing(ServerView::name));
        empty = new EmptyState(
                pages,
                Images.PROCESS_SERVER.image(desk.images(), desk.palette(), Token.MUTED, Images.LARGE),
                Messages.servers_emptyTitle,
                Messages.servers_emptyText,
                List.of());
        desk.link().watch(pages, this::show);
    }

    @Override
    public void setFocus() {
        table.control().setFocus();
    }

    private void show(Situation situation) {
        if (situation instanceof Situation.Running running
                && !running.snapshot().servers().isEmpty()) {
            now = running.snapshot().at();
            table.show(running.snapshot().servers());
            pages.bring(table.control());
        } else {
            pages.bring(empty);
        }
    }

    private List<RowColumn<ServerView>> columns() {
        return List.of(
                RowColumn.<ServerView>of(Messages.servers_name, 180, ServerView::name)
                        .marked(server -> Attention.shape(server.health())),
                RowColumn.of(Messages.servers_role, 160, server -> InfrastructureTree.role(server.role())),
                RowColumn.<ServerView>of(Messages.servers_health, 220, server -> server.detail()
                                .orElse(Words.health(server.health())))
                        .hinted(server -> server.detail().orElse("")),
                RowColumn.of(Messages.servers_address, 240, ServerView::address),
                RowColumn.<ServerView>number(
                        Messages.servers_spool,
                        110,
                        server -> spool(server, server.spoolBytes()),
                        Comparator.comparingLong(ServerView::spoolBytes)),
                RowColumn.<ServerView>number(
                        Messages.servers_free,
                        110,
                        server -> spool(server, server.spoolFreeBytes()),
                        Comparator.comparingLong(ServerView::spoolFreeBytes)),
                RowColumn.<ServerView>of(Messages.servers_heard, 110, server -> Words.ago(server.lastHeard(), now))
                        .sorted(Comparator.comparing(ServerView::lastHeard)));
    }

    private static String spool(ServerView server, long bytes) {
        return server.role() == ServerView.Role.PROCESS_SERVER ? Words.bytes(bytes) : Words.NONE;
    }
}
