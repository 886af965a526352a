package io.leeward.console.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.leeward.console.uitests.memory.Installations;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.Test;

class ThemeUiTest {
    private static final RGB DARK_SURFACE = new RGB(0x16, 0x21, 0x2C);
    private static final RGB LIGHT_SURFACE = new RGB(0xFF, 0xFF, 0xFF);

    @Test
    void theDarkThemeSwitchesTheOpenWindowAndBack() {
        try (var console = Registered.running(Installations.ordinary())) {
            Table table = Ui.table("Machine");

            choose("Dark");
            Ui.await("dark rows", () -> table.getBackground().getRGB().equals(DARK_SURFACE));

            choose("Light");
            Ui.await("light rows", () -> table.getBackground().getRGB().equals(LIGHT_SURFACE));
            assertEquals(LIGHT_SURFACE, Ui.get(() -> PlatformUI.getWorkbench()
                    .getThemeManager()
                    .getCurrentTheme()
                    .getColorRegistry()
                    .getRGB("io.leeward.surface")));
        }
    }

    static void choose(String theme) {
        Ui.begin(() -> PreferencesUtil.createPreferenceDialogOn(
                        PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(),
                        "io.leeward.console.appearance",
                        null,
                        null)
                .open());
        Shell dialog = Ui.shell("Preferences");
        for (String other : new String[] {"Light", "Dark", "As the desktop"}) {
            var button = Ui.button(other);
            Ui.run(() -> button.setSelection(other.equals(theme)));
        }
        Ui.clickEnabled("Apply and Close");
        Ui.await("the preferences have closed", dialog::isDisposed);
    }
}
