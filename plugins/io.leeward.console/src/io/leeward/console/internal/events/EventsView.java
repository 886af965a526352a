package io.leeward.console.internal.events;

import io.leeward.console.internal.live.Desk;
import java.util.Optional;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/** Everything that happened lately. */
public final class EventsView extends ViewPart {
    public static final String ID = "io.leeward.console.events";

    private EventsPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new EventsPane(parent, Desk.of(getSite()), Optional.empty());
    }

    @Override
    public void setFocus() {
        pane.control().setFocus();
    }
}
