package io.leeward.console.widgets;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Widget;

/** What a control is for, as the style sheets call it, and the sizes of text. */
public enum Style {
    SURFACE,
    MUTED,
    HEADING,
    PRIMARY,
    CRITICAL,
    WARNING,
    PLAIN;

    /** Spacing inside a group, in points. */
    public static final int GAP = 8;
    /** Spacing between groups, in points. */
    public static final int WIDE_GAP = 16;
    /** The smallest step of spacing, in points. */
    public static final int STEP = 4;

    private static final String CLASS_KEY = "org.eclipse.e4.ui.css.CssClassName";
    private static final int HEADING_STEPS = 2;
    private static final int FIGURE_STEPS = 8;

    /** Marks the control for the style sheet and returns it. */
    public <C extends Widget> C on(C control) {
        control.setData(CLASS_KEY, "leeward-" + name().toLowerCase(java.util.Locale.ROOT));
        return control;
    }

    /** A heading's font: one step larger, not bold. It lives as long as the control. */
    public static Font headingFont(Control owner) {
        return font(owner, HEADING_STEPS, SWT.NORMAL);
    }

    /** The font of a number that is read from a distance. It lives as long as the control. */
    public static Font figureFont(Control owner) {
        return font(owner, FIGURE_STEPS, SWT.NORMAL);
    }

    /** The ordinary font in bold. It lives as long as the control. */
    public static Font strongFont(Control owner) {
        return font(owner, 0, SWT.BOLD);
    }

    private static Font font(Control owner, int steps, int weight) {
        FontDescriptor descriptor =
                FontDescriptor.createFrom(JFaceResources.getDialogFont()).increaseHeight(steps);
        FontDescriptor styled = weight == SWT.NORMAL ? descriptor : descriptor.setStyle(weight);
        return new LocalResourceManager(JFaceResources.getResources(), owner).create(styled);
    }
}
