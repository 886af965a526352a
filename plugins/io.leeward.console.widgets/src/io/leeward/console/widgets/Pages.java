package io.leeward.console.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** Shows one of several controls in the same place. */
public final class Pages extends Composite {
    private final StackLayout layout = new StackLayout();

    public Pages(Composite parent) {
        super(parent, SWT.NONE);
        Style.SURFACE.on(this);
        setLayout(layout);
    }

    /** Brings this child to the front. */
    public void bring(Control child) {
        if (layout.topControl != child) {
            layout.topControl = child;
            layout();
        }
    }
}
