package io.leeward.console.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.leeward.console.uitests.memory.Installations;
import java.time.Duration;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;

class WizardsUiTest {

    @Test
    void theWizardCreatesAPolicy() {
        try (var console = Registered.running(Installations.ordinary())) {
            Ui.shell("contoso-dr");
            Ui.command("io.leeward.console.policy.new");
            Shell dialog = Ui.shell("New policy");
            Text name = Ui.find(Text.class, text -> text.getMessage().contains("gold"));

            assertEquals(null, Ui.get(() -> error(dialog)), "a wizard opens without an error");
            Ui.await("the first field has the focus", name::isFocusControl);
            Ui.run(() -> name.setText("gold"));
            Ui.await("the name is taken", () -> "A policy named gold exists.".equals(error(dialog)));
            Ui.run(() -> name.setText("bronze"));
            Ui.clickEnabled("Next >");
            Text cli = Ui.find(Text.class, text -> text.getText().startsWith("leeward policy create"));
            assertTrue(Ui.get(cli::getText).startsWith("leeward policy create bronze --crash-interval 5m"));
            Ui.clickEnabled("Finish");
            Ui.await("the wizard has closed", dialog::isDisposed);

            var made = console.engine().policies().find("bronze").orElseThrow();
            assertEquals(Duration.ofHours(72), made.retention());
        }
    }

    @Test
    void withoutAMachineTheWizardShowsHowToInstallAnAgent() {
        try (var console = Registered.running(Installations.empty())) {
            Ui.find("the engine", () -> java.util.Optional.of(true));
            Ui.command("io.leeward.console.machine.enable");
            Shell dialog = Ui.shell("Enable replication");
            Ui.clickEnabled("Make a registration key");
            Text lines = Ui.find(Text.class, text -> text.getText().contains("leeward-agent enrol"));

            assertTrue(Ui.get(lines::getText).contains("--server https://hq-cs1.contoso.example:8443"));
            assertTrue(Ui.get(lines::getText).contains("--ca-fingerprint 3f9a41"));
            assertFalse(Ui.get(Ui.button("Next >")::isEnabled));
            cancel(dialog);
        }
    }

    @Test
    void theWizardCreatesAVaultOnlyWithAPassphraseThatIsRepeated() {
        try (var console = Registered.running(Installations.empty())) {
            Ui.clickEnabled("Create vault…");
            Shell dialog = Ui.shell("Create vault");
            Text name = Ui.find(Text.class, text -> text.getMessage().contains("contoso"));
            Text path = Ui.find(Text.class, text -> text.getMessage().contains("/srv/leeward"));
            Ui.run(() -> name.setText("harbour"));
            Ui.run(() -> path.setText("relative"));
            Ui.await("the path is refused", () -> String.valueOf(error(dialog))
                    .startsWith("A path starts with a slash"));
            Ui.run(() -> path.setText("/srv/harbour"));
            Ui.clickEnabled("Next >");
            Text first = secret(0);
            Text second = secret(1);
            Ui.run(() -> first.setText("correct horse battery"));
            Ui.run(() -> second.setText("correct horse"));
            Ui.await("they differ", () -> "The two passphrases are not the same.".equals(error(dialog)));
            Ui.run(() -> second.setText("correct horse battery"));
            Ui.clickEnabled("Next >");
            Ui.clickEnabled("Finish");
            Ui.await("the wizard has closed", dialog::isDisposed);

            assertEquals(
                    "harbour", console.engine().vaults().current().orElseThrow().name());
        }
    }

    private static Text secret(int index) {
        return Ui.find("passphrase", () -> {
            var fields = new java.util.ArrayList<Text>();
            collect(Ui.display().getActiveShell(), fields);
            return fields.size() > index ? java.util.Optional.of(fields.get(index)) : java.util.Optional.empty();
        });
    }

    private static void collect(org.eclipse.swt.widgets.Control control, java.util.List<Text> fields) {
        if (control instanceof Text text && text.isVisible() && (text.getStyle() & SWT.PASSWORD) != 0) {
            fields.add(text);
        }
        if (control instanceof org.eclipse.swt.widgets.Composite composite && composite.isVisible()) {
            for (var child : composite.getChildren()) {
                collect(child, fields);
            }
        }
    }

    private static String error(Shell dialog) {
        return dialog.getData() instanceof WizardDialog wizard
                ? wizard.getCurrentPage().getErrorMessage()
                : "no wizard";
    }

    private static void cancel(Shell dialog) {
        Ui.clickEnabled("Cancel");
        Ui.await("the wizard has closed", dialog::isDisposed);
    }
}
