package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.operations.vaults.CreateVault;
import java.util.List;

/** Makes a new vault and attaches it. */
public final class CreateVaultWizard extends LeewardWizard {
    private final StorePage store = new StorePage(Messages.createVault_title, Messages.createVault_question, true);
    private final PassphrasePage passphrase = new PassphrasePage();

    public CreateVaultWizard(Desk desk) {
        super(desk, Messages.createVault_title, Images.VAULT);
    }

    @Override
    public void addPages() {
        addPage(store);
        addPage(passphrase);
        addPage(new SummaryPage(Messages.createVault_summary, this::summary, this::command));
    }

    @Override
    public boolean performFinish() {
        CreateVault command =
                new CreateVault(store.vaultName(), store.address(), passphrase.passphrase(), store.connectionString());
        return carryOut(operations -> operations.vaults().create(command), vault -> {});
    }

    private List<SummaryPage.Line> summary() {
        return List.of(
                new SummaryPage.Line(Messages.vault_name, store.vaultName()),
                new SummaryPage.Line(Messages.vault_place, store.address().toString()),
                new SummaryPage.Line(Messages.passphrase_first, Messages.passphrase_kept));
    }

    private String command() {
        return new CommandLine("leeward vault create")
                .with(store.vaultName())
                .with("--store", store.address().toString())
                .with("--passphrase-file", Messages.command_passphraseFile)
                .toString();
    }
}
