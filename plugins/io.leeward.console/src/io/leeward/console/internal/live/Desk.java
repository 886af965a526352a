package io.leeward.console.internal.live;

import io.leeward.console.widgets.Palette;
import io.leeward.console.widgets.SvgImages;
import org.eclipse.ui.services.IServiceLocator;

/**
 * What every part of the window shares. Parts get it from their site.
 *
 * @param link the engine
 * @param selected the machine that the operator looks at
 * @param palette the colours of the theme
 * @param images icons and marks
 */
public record Desk(EngineLink link, Selected selected, Palette palette, SvgImages images) {
    /** The desk of the workbench that a part belongs to. */
    public static Desk of(IServiceLocator site) {
        Desk desk = site.getService(Desk.class);
        if (desk == null) {
            throw new IllegalStateException("The console has not been set up.");
        }
        return desk;
    }
}
