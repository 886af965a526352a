package io.leeward.console.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.leeward.console.uitests.memory.Installations;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolItem;
import org.junit.jupiter.api.Test;

class MachinesUiTest {
    private static final long GIB = 1L << 30;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void theTableFollowsTheEngineAndKeepsItsSelection() {
        try (var console = Registered.running(Installations.ordinary())) {
            Table table = Ui.table("Machine");
            Ui.await("machines", () -> table.getItemCount() == 8);
            Ui.select(table, row(table, "db-01"));

            console.engine().change(engine -> engine.enrol("new-01", 10 * GIB));

            Ui.await("the new machine", () -> table.getItemCount() == 9);
            assertTrue(Ui.texts(table, 0).contains("new-01"));
            assertEquals("db-01", Ui.get(() -> table.getSelection()[0].getText(0)));
        }
    }

    @Test
    void theWorstStandsFirstAndSaysWhatIsWrongInItsSecondLine() {
        try (var console = Registered.running(Installations.ordinary())) {
            Table table = Ui.table("Machine");
            Ui.await("machines", () -> table.getItemCount() == 8);

            List<String> names = Ui.texts(table, 0);

            assertEquals("nas-1", names.get(0));
            assertTrue(names.get(1).contains("has not been heard"), names.get(1));
            assertEquals("app-02", names.get(2));
        }
    }

    @Test
    void aDisabledActionTellsWhy() {
        try (var console = Registered.running(Installations.ordinary())) {
            Table table = Ui.table("Machine");
            Ui.await("machines", () -> table.getItemCount() == 8);
            Ui.select(table, row(table, "build-07"));

            ToolItem cut = Ui.tool("Cut recovery point");
            Ui.await("a disabled action", () -> !cut.isEnabled());
            MenuItem inMenu = Ui.menuItem(table, "Cut recovery point");

            assertEquals("build-07 is not protected.", Ui.get(cut::getToolTipText));
            assertFalse(Ui.get(inMenu::isEnabled));
            assertEquals("build-07 is not protected.", Ui.get(inMenu::getToolTipText));
        }
    }

    @Test
    void fiveThousandMachinesAreFilteredInATenthOfASecond() {
        try (var console = Registered.still(Installations.large(5_000))) {
            Table table = Ui.table("Machine");
            Text filter = Ui.find(Text.class, text -> (text.getStyle() & SWT.SEARCH) != 0);
            Ui.await("machines", () -> table.getItemCount() == 5_000);

            long[] millis = IntStream.range(0, 15)
                    .mapToLong(i -> typed(filter, i % 2 == 0 ? "vm-01" : ""))
                    .toArray();
            Ui.run(() -> filter.setText("vm-0123"));

            Ui.await("ten machines", () -> table.getItemCount() == 10);
            Ui.run(() -> filter.setText(""));
            long median = LongStream.of(millis)
                    .sorted()
                    .skip(millis.length / 2)
                    .findFirst()
                    .orElseThrow();
            assertTrue(median < 100, "milliseconds: " + java.util.Arrays.toString(millis));
        }
    }

    /** Milliseconds of processor time, so that a busy computer does not count. */
    private static long typed(Text filter, String text) {
        return Ui.get(() -> {
            long start = THREADS.getCurrentThreadCpuTime();
            filter.setText(text);
            return (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
        });
    }

    static int row(Table table, String name) {
        return Ui.texts(table, 0).indexOf(name);
    }
}
