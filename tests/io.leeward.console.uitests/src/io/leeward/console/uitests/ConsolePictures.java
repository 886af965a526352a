package io.leeward.console.uitests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.leeward.console.uitests.memory.Installations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Takes the pictures of the documentation; {@code releng/screenshots} runs it. */
class ConsolePictures {
    private static final Path FOLDER = Path.of(System.getProperty("leeward.pictures"));
    /** What the harness brings along and the product does not have. */
    private static final List<String> HARNESS_ACTIONS = List.of(
            "org.eclipse.ui.edit.text.actionSet.annotationNavigation", "org.eclipse.ui.edit.text.actionSet.navigation");

    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final int SETTLE_MILLIS = 2500;
    private static Registered console;

    @BeforeAll
    static void openConsole() throws Exception {
        Files.createDirectories(FOLDER);
        console = Registered.running(Installations.ordinary());
        Shell window = Ui.shell("contoso-dr");
        Ui.run(() -> {
            window.setBounds(0, 0, WIDTH, HEIGHT);
            HARNESS_ACTIONS.forEach(
                    PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage()::hideActionSet);
        });
    }

    @AfterAll
    static void closeConsole() {
        console.close();
    }

    @AfterEach
    void closeEditors() {
        Ui.run(() -> PlatformUI.getWorkbench()
                .getActiveWorkbenchWindow()
                .getActivePage()
                .closeAllEditors(false));
    }

    @Test
    void protect() {
        chooseMachine("db-01");
        take("protect");
        ThemeUiTest.choose("Dark");
        chooseMachine("db-01");
        take("protect-dark");
        openEditor("app-02");
        take("machine-dark");
        ThemeUiTest.choose("Light");
    }

    @Test
    void machine() {
        openEditor("app-02");
        take("machine");
        page(2);
        Table points = Ui.table("Proof");
        Ui.await("points", () -> points.getItemCount() > 100);
        Ui.select(points, 5);
        take("recovery-points");
    }

    @Test
    void monitor() {
        perspective("Monitor");
        take("monitor");
        perspective("Protect");
    }

    @Test
    void wizards() {
        chooseMachine("build-07");
        Ui.command("io.leeward.console.machine.enable");
        Ui.shell("Enable replication");
        take("enable-replication");
        Ui.clickEnabled("My machine is not listed…");
        Ui.clickEnabled("Make a registration key");
        Ui.find(Text.class, text -> text.getText().contains("leeward-agent enrol"));
        take("install-agent");
        Ui.clickEnabled("Cancel");
        Ui.command("io.leeward.console.policy.new");
        Ui.shell("New policy");
        take("new-policy");
        Ui.clickEnabled("Cancel");
        chooseMachine("db-01");
        Ui.command("io.leeward.console.machine.recover");
        Ui.shell("Recover db-01");
        take("recover-to-files");
        Ui.clickEnabled("Cancel");
    }

    private static void take(String name) {
        settle();
        Path file = FOLDER.resolve(name + ".png");
        Ui.run(() -> {
            Image image = new Image(Ui.display(), WIDTH, HEIGHT);
            GC gc = new GC(Ui.display());
            gc.copyArea(image, 0, 0);
            gc.dispose();
            ImageData data = image.getImageData();
            image.dispose();
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {data};
            loader.save(file.toString(), SWT.IMAGE_PNG);
        });
        assertTrue(Files.exists(file));
    }

    /** Lets the charts and animations of the desktop come to rest. */
    private static void settle() {
        long start = System.nanoTime();
        Ui.run(() -> Ui.display().getActiveShell().forceActive());
        Ui.await("rest", () -> System.nanoTime() - start > SETTLE_MILLIS * 1_000_000L);
    }

    private static void chooseMachine(String name) {
        Table table = Ui.table("Machine");
        Ui.await("machines", () -> table.getItemCount() == 8);
        Ui.select(table, MachinesUiTest.row(table, name));
    }

    private static void openEditor(String name) {
        chooseMachine(name);
        Ui.open(Ui.table("Machine"));
        Ui.find(CTabFolder.class, ConsolePictures::isEditor);
    }

    private static void page(int index) {
        CTabFolder folder = Ui.find(CTabFolder.class, ConsolePictures::isEditor);
        Ui.run(() -> {
            folder.setSelection(index);
            Event event = new Event();
            event.item = folder.getItem(index);
            folder.notifyListeners(SWT.Selection, event);
        });
    }

    private static boolean isEditor(CTabFolder folder) {
        return folder.getItemCount() == 4 && folder.getItem(1).getText().equals("Disks");
    }

    private static void perspective(String name) {
        ToolItem item = Ui.tool(name);
        Ui.run(() -> {
            item.setSelection(true);
            item.notifyListeners(SWT.Selection, new Event());
        });
    }
}
