package io.leeward.vault.blob;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param names in ascending order of their characters
 * @param next where the next page begins; empty after the last
 */
public record BlobListing(List<BlobName> names, Optional<String> next) {
    public BlobListing {
        names = List.copyOf(names);
    }
}
