package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Field;
import io.leeward.kernel.Secret;
import io.leeward.operations.vaults.AttachVault;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** Opens a vault that exists. */
public final class AttachVaultWizard extends LeewardWizard {
    private final StorePage store = new StorePage(Messages.attachVault_title, Messages.attachVault_question, false);
    private final KeyPage key = new KeyPage();

    public AttachVaultWizard(Desk desk) {
        super(desk, Messages.attachVault_title, Images.ATTACH);
    }

    @Override
    public void addPages() {
        addPage(store);
        addPage(key);
        addPage(new SummaryPage(Messages.attachVault_summary, this::summary, this::command));
    }

    @Override
    public boolean performFinish() {
        AttachVault command =
                new AttachVault(store.address(), key.passphrase(), store.connectionString(), key.takeOver());
        return carryOut(operations -> operations.vaults().attach(command), vault -> {});
    }

    private List<SummaryPage.Line> summary() {
        return List.of(
                new SummaryPage.Line(Messages.vault_place, store.address().toString()),
                new SummaryPage.Line(
                        Messages.attachVault_mode,
                        key.takeOver() ? Messages.attachVault_takeOverWords : Messages.attachVault_readOnlyWords));
    }

    private String command() {
        CommandLine line = new CommandLine("leeward vault attach")
                .with("--store", store.address().toString())
                .with("--passphrase-file", Messages.command_passphraseFile);
        return (key.takeOver() ? line.with("--take-over") : line).toString();
    }

    private static final class KeyPage extends FormPage {
        private Text passphrase;
        private Button takeOver;

        KeyPage() {
            super("key", Messages.attachVault_keyTitle, Messages.attachVault_keyQuestion);
        }

        @Override
        protected void fill(Composite form) {
            passphrase = watched(Field.text(form, Messages.passphrase_first, SWT.PASSWORD));
            takeOver = new Button(form, SWT.CHECK);
            takeOver.setText(Messages.attachVault_takeOver);
            takeOver.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, Field.COLUMNS, 1));
            words(form, Messages.attachVault_takeOverWhy);
        }

        @Override
        protected Verdict verdict() {
            return passphrase.getText().isEmpty() ? Verdict.MISSING : Verdict.COMPLETE;
        }

        Secret passphrase() {
            return Secret.ofText(passphrase.getText());
        }

        boolean takeOver() {
            return takeOver.getSelection();
        }
    }
}
