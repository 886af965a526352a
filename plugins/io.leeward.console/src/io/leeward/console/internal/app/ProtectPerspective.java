package io.leeward.console.internal.app;

import io.leeward.console.internal.events.EventsView;
import io.leeward.console.internal.jobs.JobsView;
import io.leeward.console.internal.points.TimelineView;
import io.leeward.console.internal.servers.InfrastructureView;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The perspective of every morning: machines in the middle, what they run on at the left, points and jobs below. */
public final class ProtectPerspective implements IPerspectiveFactory {
    static final String ID = "io.leeward.console.protect";

    private static final float LEFT = 0.2f;
    private static final float UPPER = 0.55f;
    private static final float TIMELINE = 0.42f;

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(true);
        layout.addView(InfrastructureView.ID, IPageLayout.LEFT, LEFT, layout.getEditorArea());
        IFolderLayout timeline = layout.createFolder("timeline", IPageLayout.BOTTOM, UPPER, layout.getEditorArea());
        timeline.addView(TimelineView.ID);
        IFolderLayout jobs = layout.createFolder("jobs", IPageLayout.BOTTOM, TIMELINE, "timeline");
        jobs.addView(JobsView.ID);
        jobs.addView(EventsView.ID);
        layout.getViewLayout(InfrastructureView.ID).setCloseable(false);
        layout.getViewLayout(TimelineView.ID).setCloseable(false);
        layout.getViewLayout(JobsView.ID).setCloseable(false);
        layout.getViewLayout(EventsView.ID).setCloseable(false);
    }
}
