package io.leeward.store.blob;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.operations.port.StoreOpener;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.StoreException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Opens folders as stores; they ask for no credentials. */
public final class DirectoryStoreOpener implements StoreOpener {
    private final Clock clock;
    private final Entropy entropy;

    public DirectoryStoreOpener(Clock clock, Entropy entropy) {
        this.clock = clock;
        this.entropy = entropy;
    }

    @Override
    public Set<StoreAddress.Kind> opens() {
        return Set.of(StoreAddress.Kind.DIRECTORY);
    }

    @Override
    public Outcome<BlobStore> open(StoreAddress address, Optional<Secret> credentials) {
        return attempt(address, path -> DirectoryBlobStore.open(path, clock, entropy));
    }

    @Override
    public Outcome<BlobStore> openOrMake(StoreAddress address, Optional<Secret> credentials) {
        return attempt(address, path -> DirectoryBlobStore.make(path, clock, entropy));
    }

    private static Outcome<BlobStore> attempt(StoreAddress address, Function<Path, BlobStore> opening) {
        try {
            return Outcome.done(opening.apply(Path.of(address.location())));
        } catch (InvalidPathException e) {
            return Outcome.refused(Issue.of(
                    "STORE-ADDRESS-INVALID",
                    Kind.USAGE,
                    "The store address " + address + " is not a path.",
                    "Write dir: and the path of a folder."));
        } catch (StoreException e) {
            return Outcome.failed(e.issue(), Outcome.Retry.AFTER_CHANGE);
        }
    }
}
