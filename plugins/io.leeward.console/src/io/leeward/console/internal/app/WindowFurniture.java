package io.leeward.console.internal.app;

import io.leeward.console.internal.machines.MachinesView;
import io.leeward.console.internal.status.StatusControl;
import java.util.List;
import org.eclipse.e4.ui.model.application.ui.SideValue;
import org.eclipse.e4.ui.model.application.ui.advanced.MArea;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.model.application.ui.basic.MPartStack;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimBar;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimmedWindow;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.model.application.ui.menu.MToolControl;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.ui.IWorkbenchWindow;

/**
 * What a perspective cannot place: the table of machines as the first tab of the editors' area, and the line at the
 * bottom.
 */
final class WindowFurniture {
    private static final String STATUS = "io.leeward.console.status";
    private static final String STATUS_URI = "bundleclass://io.leeward.console/" + StatusControl.class.getName();
    private static final String SEARCH = "SearchField";
    private static final String SEARCH_SPACER = "SearchSpacer";
    private static final String SEARCH_URI =
            "bundleclass://org.eclipse.ui.workbench/org.eclipse.ui.internal.quickaccess.SearchField";
    private static final String SPACER_URI = "bundleclass://org.eclipse.e4.ui.workbench.renderers.swt/"
            + "org.eclipse.e4.ui.workbench.renderers.swt.LayoutModifierToolControl";
    private static final String STRETCH = "stretch";

    private WindowFurniture() {}

    static void place(IWorkbenchWindow window) {
        EModelService models = window.getService(EModelService.class);
        MWindow model = window.getService(MWindow.class);
        placeMachines(models, window.getService(EPartService.class), model);
        if (model instanceof MTrimmedWindow trimmed) {
            placeStatus(models, trimmed);
            placeSearch(models, trimmed);
        }
    }

    private static void placeMachines(EModelService models, EPartService parts, MWindow window) {
        List<MArea> areas = models.findElements(window, null, MArea.class);
        boolean there = areas.stream().anyMatch(area -> !models.findElements(area, MachinesView.ID, MPart.class)
                .isEmpty());
        if (there || areas.isEmpty()) {
            return;
        }
        models.findElements(areas.getFirst(), null, MPartStack.class).stream()
                .findFirst()
                .ifPresent(stack -> {
                    MPart part = parts.createPart(MachinesView.ID);
                    part.setCloseable(false);
                    stack.getChildren().addFirst(part);
                    parts.showPart(part, EPartService.PartState.ACTIVATE);
                });
    }

    private static void placeStatus(EModelService models, MTrimmedWindow window) {
        if (!models.findElements(window, STATUS, MToolControl.class).isEmpty()) {
            return;
        }
        MTrimBar bottom = models.getTrim(window, SideValue.BOTTOM);
        MToolControl control = control(models, STATUS, STATUS_URI);
        control.getTags().add(STRETCH);
        bottom.getChildren().addFirst(control);
        bottom.setVisible(true);
        bottom.setToBeRendered(true);
    }

    /** The platform's search for actions, which also answers Ctrl+3; an application without it has none. */
    private static void placeSearch(EModelService models, MTrimmedWindow window) {
        if (!models.findElements(window, SEARCH, MToolControl.class).isEmpty()) {
            return;
        }
        MTrimBar top = models.getTrim(window, SideValue.TOP);
        MToolControl spacer = control(models, SEARCH_SPACER, SPACER_URI);
        spacer.getTags().add(STRETCH);
        top.getChildren().add(spacer);
        top.getChildren().add(control(models, SEARCH, SEARCH_URI));
    }

    private static MToolControl control(EModelService models, String id, String uri) {
        MToolControl control = models.createModelElement(MToolControl.class);
        control.setElementId(id);
        control.setContributionURI(uri);
        return control;
    }
}
