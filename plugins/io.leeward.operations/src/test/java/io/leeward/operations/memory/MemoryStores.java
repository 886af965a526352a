package io.leeward.operations.memory;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.operations.port.StoreOpener;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.MemoryBlobStore;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores in memory, by address; they outlive the engines that open them. */
public final class MemoryStores implements StoreOpener {
    private static final String LOCKED = "locked";

    private final Map<StoreAddress, MemoryBlobStore> stores = new ConcurrentHashMap<>();
    private volatile boolean reachable = true;

    /** Whether stores answer. */
    public void reachable(boolean answer) {
        reachable = answer;
    }

    /** The store at an address. */
    public MemoryBlobStore at(StoreAddress address) {
        return stores.get(address);
    }

    @Override
    public Set<StoreAddress.Kind> opens() {
        return EnumSet.allOf(StoreAddress.Kind.class);
    }

    @Override
    public Outcome<BlobStore> open(StoreAddress address, Optional<Secret> credentials) {
        if (!reachable) {
            return Outcome.failed(issue("STORE-UNREACHABLE", Issue.Kind.NOT_REACHABLE, address), Outcome.Retry.LATER);
        }
        if (address.location().contains(LOCKED) && credentials.isEmpty()) {
            return Outcome.failed(
                    issue("STORE-DENIED", Issue.Kind.WRONG_CREDENTIALS, address), Outcome.Retry.AFTER_CHANGE);
        }
        return Optional.ofNullable(stores.get(address))
                .map(store -> Outcome.<BlobStore>done(store.another()))
                .orElseGet(() -> Outcome.failed(
                        issue("STORE-NOT-FOUND", Issue.Kind.NOT_FOUND, address), Outcome.Retry.AFTER_CHANGE));
    }

    @Override
    public Outcome<BlobStore> openOrMake(StoreAddress address, Optional<Secret> credentials) {
        stores.computeIfAbsent(address, any -> new MemoryBlobStore(Instant::now));
        return open(address, credentials);
    }

    private static Issue issue(String code, Issue.Kind kind, StoreAddress address) {
        return Issue.of(code, kind, "The store " + address + " was not opened.", "");
    }
}
