package io.leeward.engine;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.operations.port.StoreOpener;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.vault.blob.BlobStore;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens stores of every kind that one of its parts opens. */
final class AllStores implements StoreOpener {
    private final List<StoreOpener> parts;

    AllStores(List<StoreOpener> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public Set<StoreAddress.Kind> opens() {
        Set<StoreAddress.Kind> kinds = EnumSet.noneOf(StoreAddress.Kind.class);
        parts.forEach(part -> kinds.addAll(part.opens()));
        return kinds;
    }

    @Override
    public Outcome<BlobStore> open(StoreAddress address, Optional<Secret> credentials) {
        return part(address).then(part -> part.open(address, credentials));
    }

    @Override
    public Outcome<BlobStore> openOrMake(StoreAddress address, Optional<Secret> credentials) {
        return part(address).then(part -> part.openOrMake(address, credentials));
    }

    private Outcome<StoreOpener> part(StoreAddress address) {
        return parts.stream()
                .filter(part -> part.opens().contains(address.kind()))
                .findFirst()
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Issue.of(
                        "STORE-KIND-UNKNOWN",
                        Issue.Kind.USAGE,
                        "This engine cannot open a store at " + address + ".",
                        "Choose another kind of store.")));
    }
}
