package io.leeward.console.internal.status;

import io.leeward.console.internal.live.Desk;
import jakarta.annotation.PostConstruct;
import org.eclipse.swt.widgets.Composite;

/** Puts the status line into the window's lower edge; named in the window's model. */
public final class StatusControl {
    @PostConstruct
    void create(Composite parent, Desk desk) {
        new StatusStrip(parent, desk);
    }
}
