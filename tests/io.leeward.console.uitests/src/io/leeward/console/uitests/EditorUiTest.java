package io.leeward.console.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.leeward.console.uitests.memory.Installations;
import io.leeward.console.widgets.Timeline;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EditorUiTest {

    @AfterEach
    void closeEditors() {
        Ui.run(() -> PlatformUI.getWorkbench()
                .getActiveWorkbenchWindow()
                .getActivePage()
                .closeAllEditors(false));
    }

    @Test
    void timelineAndTableShareOneSelection() {
        try (var console = Registered.running(Installations.ordinary())) {
            openEditor("db-01");
            page("Recovery points");
            Table points = Ui.table("Proof");
            Timeline timeline = Ui.find(Timeline.class, line -> line.getParent() == points.getParent());
            Ui.await("points", () -> points.getItemCount() > 100);

            Ui.select(points, 7);
            String chosen = Ui.get(() -> points.getItem(7).getText(7));
            assertEquals(Optional.of(chosen), Ui.get(timeline::selected));

            Ui.run(() -> {
                Event left = new Event();
                left.keyCode = SWT.ARROW_LEFT;
                timeline.notifyListeners(SWT.KeyDown, left);
            });
            assertEquals(
                    Ui.get(() -> points.getItem(8).getText(7)),
                    Ui.get(timeline::selected).orElseThrow());
            assertEquals(8, Ui.get(points::getSelectionIndex));
        }
    }

    @Test
    void theOverviewTellsTheThreeFiguresAndWhatNeedsAHand() {
        try (var console = Registered.running(Installations.ordinary())) {
            openEditor("app-02");

            Ui.find(Label.class, label -> label.getText().startsWith("app-02 is protected up to its newest point"));
            for (String figure : new String[] {"Acknowledged", "Stored", "Recoverable"}) {
                Ui.find(Label.class, label -> label.getText().equals(figure));
            }
            assertTrue(Ui.get(Ui.find(Label.class, label -> label.getText().startsWith("2,311 changes"))::isVisible));
        }
    }

    private static void openEditor(String name) {
        Table table = Ui.table("Machine");
        Ui.await("machines", () -> table.getItemCount() == 8);
        Ui.select(table, MachinesUiTest.row(table, name));
        Ui.open(table);
        Ui.await("the editor", () -> {
            var editor = PlatformUI.getWorkbench()
                    .getActiveWorkbenchWindow()
                    .getActivePage()
                    .getActiveEditor();
            return editor != null && name.equals(editor.getTitle());
        });
    }

    private static void page(String title) {
        CTabFolder folder = Ui.find(CTabFolder.class, tabs -> Arrays.stream(tabs.getItems())
                .anyMatch(item -> item.getText().equals("Disks")));
        Ui.run(() -> {
            CTabItem tab = Arrays.stream(folder.getItems())
                    .filter(item -> item.getText().equals(title))
                    .findFirst()
                    .orElseThrow();
            folder.setSelection(tab);
            Event event = new Event();
            event.item = tab;
            folder.notifyListeners(SWT.Selection, event);
        });
    }
}
