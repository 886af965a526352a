package io.leeward.operations.state;

import java.util.Optional;

/** The attached vault: one or none. */
public interface VaultAttachmentStore {
    Optional<Versioned<VaultAttachment>> current();

    /** Remembers the first attachment; {@code Taken} when there is one. */
    SaveResult insert(VaultAttachment attachment);

    SaveResult update(VaultAttachment attachment, long version);

    /** Forgets an attachment that still has this version; true when it did. */
    boolean delete(long version);
}
