package io.leeward.azure.blob;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.operations.port.StoreOpener;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.vault.blob.BlobStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Opens containers of Azure Blob Storage as stores. */
public final class AzureStoreOpener implements StoreOpener {
    private final AzureLimits limits;

    public AzureStoreOpener(AzureLimits limits) {
        this.limits = limits;
    }

    @Override
    public Set<StoreAddress.Kind> opens() {
        return Set.of(StoreAddress.Kind.AZURE);
    }

    @Override
    public Outcome<BlobStore> open(StoreAddress address, Optional<Secret> credentials) {
        return attempt(address, credentials, (uri, secret) -> AzureBlobStore.open(uri, secret, limits));
    }

    @Override
    public Outcome<BlobStore> openOrMake(StoreAddress address, Optional<Secret> credentials) {
        return attempt(address, credentials, (uri, secret) -> AzureBlobStore.make(uri, secret, limits));
    }

    private static Outcome<BlobStore> attempt(
            StoreAddress address, Optional<Secret> credentials, BiFunction<URI, Secret, BlobStore> opening) {
        Optional<URI> uri = containerAddress(address.location());
        if (uri.isEmpty()) {
            return Outcome.refused(Issue.of(
                    "STORE-ADDRESS-INVALID",
                    Kind.USAGE,
                    "The store address is not that of an Azure container.",
                    "Write azure:https://ACCOUNT.blob.core.windows.net/CONTAINER;"
                            + " a signature belongs into the file of credentials."));
        }
        if (credentials.isEmpty()) {
            return Outcome.refused(Issue.of(
                    "AZURE-CREDENTIALS-MISSING",
                    Kind.WRONG_CREDENTIALS,
                    "The Azure container " + uri.get() + " cannot be opened without credentials.",
                    "Give a file that holds a connection string or a shared access signature."));
        }
        try {
            return Outcome.done(opening.apply(uri.get(), credentials.get()));
        } catch (IssueException e) {
            Outcome.Retry retry =
                    e.issue().kind() == Kind.NOT_REACHABLE ? Outcome.Retry.LATER : Outcome.Retry.AFTER_CHANGE;
            return Outcome.failed(e.issue(), retry);
        }
    }

    /**
     * The address of a container without query; anything that could hold a secret is refused, because addresses are
     * shown.
     */
    private static Optional<URI> containerAddress(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean plain = uri.getQuery() == null && uri.getFragment() == null && uri.getUserInfo() == null;
            boolean whole = uri.getHost() != null && uri.getPath().matches("(/[^/]+){1,2}");
            return web && plain && whole ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
