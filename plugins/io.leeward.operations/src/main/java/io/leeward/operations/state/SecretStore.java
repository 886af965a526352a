package io.leeward.operations.state;

import io.leeward.kernel.Secret;
import java.util.Optional;

/** Secrets that an engine needs in order to start without a person. Readable by the engine's own user only. */
public interface SecretStore {
    /** Keeps a secret, in place of an earlier one of this name; a crash leaves the one or the other. */
    void put(SecretName name, Secret secret);

    /** The secret, as a value of its own that the caller erases. */
    Optional<Secret> get(SecretName name);

    /** Removes a secret; true when it was there. */
    boolean delete(SecretName name);
}
