package io.leeward.console.internal.preferences;

import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Style;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;

/** Chooses how the console looks. */
public final class AppearancePage extends PreferencePage implements IWorkbenchPreferencePage {
    private final ConsolePreferences preferences = new ConsolePreferences();
    private final Map<Theme, Button> buttons = new EnumMap<>(Theme.class);
    private IWorkbench workbench;

    @Override
    public void init(IWorkbench newWorkbench) {
        workbench = newWorkbench;
        setDescription(Messages.preferences_what);
    }

    @Override
    protected Control createContents(Composite parent) {
        Group group = new Group(parent, SWT.NONE);
        group.setText(Messages.preferences_theme);
        GridLayout layout = new GridLayout();
        layout.verticalSpacing = Style.GAP;
        group.setLayout(layout);
        for (Theme theme : Theme.values()) {
            Button button = new Button(group, SWT.RADIO);
            button.setText(title(theme));
            button.setSelection(theme == preferences.theme());
            buttons.put(theme, button);
        }
        return group;
    }

    @Override
    protected void performDefaults() {
        buttons.forEach((theme, button) -> button.setSelection(theme == Theme.SYSTEM));
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        buttons.forEach((theme, button) -> {
            if (button.getSelection()) {
                preferences.theme(theme);
                Themes.apply(workbench, theme);
            }
        });
        return true;
    }

    private static String title(Theme theme) {
        return switch (theme) {
            case LIGHT -> Messages.theme_light;
            case DARK -> Messages.theme_dark;
            case SYSTEM -> Messages.theme_system;
        };
    }
}
