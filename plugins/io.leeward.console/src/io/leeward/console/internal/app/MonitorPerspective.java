package io.leeward.console.internal.app;

import io.leeward.console.internal.events.EventsView;
import io.leeward.console.internal.jobs.JobsView;
import io.leeward.console.internal.servers.ServersView;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** What the installation does: servers, events and jobs. */
public final class MonitorPerspective implements IPerspectiveFactory {
    static final String ID = "io.leeward.console.monitor";

    private static final float UPPER = 0.35f;
    private static final float EVENTS = 0.55f;

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        IFolderLayout servers = layout.createFolder("servers", IPageLayout.TOP, UPPER, layout.getEditorArea());
        servers.addView(ServersView.ID);
        IFolderLayout events = layout.createFolder("events", IPageLayout.BOTTOM, UPPER, "servers");
        events.addView(EventsView.ID);
        IFolderLayout jobs = layout.createFolder("jobs", IPageLayout.BOTTOM, EVENTS, "events");
        jobs.addView(JobsView.ID);
        layout.getViewLayout(ServersView.ID).setCloseable(false);
        layout.getViewLayout(EventsView.ID).setCloseable(false);
        layout.getViewLayout(JobsView.ID).setCloseable(false);
    }
}
