package io.leeward.console.internal.wizards;

import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Field;
import io.leeward.console.widgets.Style;
import io.leeward.kernel.Secret;
import io.leeward.operations.vaults.StoreAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** Asks where a vault lies or will lie. */
final class StorePage extends FormPage {
    private static final String VAULT_FILE = "vault.json";
    private static final String HTTPS = "https";

    private final boolean named;
    private Text name;
    private Button folder;
    private Button azure;
    private Text path;
    private Text url;
    private Text credentials;
    private LateCheck check;

    /**
     * Makes it.
     *
     * @param named whether a new vault is made, which needs a name and an empty place
     */
    StorePage(String title, String question, boolean named) {
        super("store", title, question);
        this.named = named;
    }

    @Override
    protected void fill(Composite form) {
        if (named) {
            name = watched(Field.text(form, Messages.vault_name, SWT.NONE));
            name.setMessage(Messages.vault_nameHint);
        }
        folder = choice(form, Messages.vault_folder, this::enable);
        folder.setSelection(true);
        path = watched(Field.text(form, Messages.vault_path, Messages.dialog_browse, Paths::browse));
        path.setMessage(Messages.vault_pathHint);
        check = new LateCheck(Field.sentence(form, Style.MUTED), path, this::lookAtFolder, this::changed);
        azure = choice(form, Messages.vault_azure, this::enable);
        url = watched(Field.text(form, Messages.vault_url, SWT.NONE));
        url.setMessage(Messages.vault_urlHint);
        credentials = watched(Field.text(form, Messages.vault_credentials, SWT.PASSWORD));
        enable();
    }

    @Override
    protected Verdict verdict() {
        Verdict place =
                folder.getSelection() ? Paths.verdict(path.getText()).and(check.verdict()) : urlVerdict(url.getText());
        return place.and(named && name.getText().isBlank() ? Verdict.MISSING : Verdict.COMPLETE);
    }

    String vaultName() {
        return name.getText().strip();
    }

    StoreAddress address() {
        return folder.getSelection()
                ? new StoreAddress(StoreAddress.Kind.DIRECTORY, path.getText().strip())
                : new StoreAddress(StoreAddress.Kind.AZURE, url.getText().strip());
    }

    Optional<Secret> connectionString() {
        String text = credentials.getText().strip();
        return azure.getSelection() && !text.isEmpty() ? Optional.of(Secret.ofText(text)) : Optional.empty();
    }

    private static Verdict urlVerdict(String text) {
        if (text.isBlank()) {
            return Verdict.MISSING;
        }
        try {
            URI uri = new URI(text.strip());
            boolean container = uri.getHost() != null
                    && uri.getPath() != null
                    && uri.getPath().length() > 1;
            return HTTPS.equals(uri.getScheme()) && container
                    ? Verdict.COMPLETE
                    : Verdict.wrong(Messages.vault_urlWrong);
        } catch (URISyntaxException e) {
            return Verdict.wrong(Messages.vault_urlWrong);
        }
    }

    /** Looks at the disk; not on the UI thread. */
    private Optional<String> lookAtFolder(String text) {
        boolean vault = Files.exists(Path.of(text).resolve(VAULT_FILE));
        if (named && vault) {
            return Optional.of(Messages.vault_pathTaken);
        }
        return named || vault ? Optional.empty() : Optional.of(Messages.vault_pathNoVault);
    }

    private void enable() {
        path.setEnabled(folder.getSelection());
        url.setEnabled(azure.getSelection());
        credentials.setEnabled(azure.getSelection());
    }
}
