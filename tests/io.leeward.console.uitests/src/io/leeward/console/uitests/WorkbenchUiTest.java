package io.leeward.console.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.leeward.console.uitests.memory.Installations;
import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

class WorkbenchUiTest {

    @Test
    void theWorkbenchOpensToAUsableWindow() {
        try (var console = Registered.running(Installations.ordinary())) {
            Shell window = Ui.shell("Leeward — contoso-dr");
            Table machines = Ui.table("Machine");

            assertEquals("io.leeward.console.protect", perspective());
            assertTrue(Ui.get(() -> window.getSize().x) >= 1200);
            Ui.await(
                    "all machines",
                    () -> machines.getItemCount()
                            == console.engine().machines().list().size() + 2);
            assertTrue(Ui.texts(machines, 0).contains("db-01"));
        }
    }

    @Test
    void theMenusHoldNothingOfADevelopmentEnvironment() {
        Shell window = Ui.shell("Leeward");

        assertEquals(List.of("Vault", "Machine", "View", "Help"), Ui.get(() -> Arrays.stream(
                        window.getMenuBar().getItems())
                .map(MenuItem::getText)
                .map(Ui::plain)
                .toList()));
        assertEquals(
                List.of("io.leeward.console.appearance", "org.eclipse.ui.preferencePages.Keys"),
                Ui.get(() -> Arrays.stream(
                                PlatformUI.getWorkbench().getPreferenceManager().getRootSubNodes())
                        .map(node -> node.getId())
                        .toList()));
    }

    @Test
    void withoutAVaultTheWindowInvitesToMakeOne() {
        try (var console = Registered.running(Installations.empty())) {
            assertTrue(Ui.get(Ui.button("Create vault…")::isEnabled));
        }
    }

    @Test
    void theSearchForActionsFindsMachines() {
        try (var console = Registered.running(Installations.ordinary())) {
            Ui.shell("contoso-dr");
            Ui.command("org.eclipse.ui.window.quickAccess");
            Shell dialog = Ui.shell("Find Actions");
            Text search = Ui.find(Text.class, text -> text.getShell() == dialog);
            Ui.run(() -> search.setText("mail-01"));

            Ui.find(Table.class, table -> Arrays.stream(table.getItems())
                    .anyMatch(item -> item.getText(1).startsWith("mail-01: ")));
            Ui.run(dialog::close);
        }
    }

    private static String perspective() {
        return Ui.get(() -> PlatformUI.getWorkbench()
                .getActiveWorkbenchWindow()
                .getActivePage()
                .getPerspective()
                .getId());
    }
}
