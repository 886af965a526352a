package io.leeward.operations.state;

import io.leeward.kernel.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets in memory; outlives the engine that uses it. */
public final class MemorySecretStore implements SecretStore {
    private final Map<SecretName, byte[]> secrets = new ConcurrentHashMap<>();

    @Override
    public void put(SecretName name, Secret secret) {
        secrets.put(name, secret.reveal());
    }

    @Override
    public Optional<Secret> get(SecretName name) {
        return Optional.ofNullable(secrets.get(name)).map(Secret::of);
    }

    @Override
    public boolean delete(SecretName name) {
        return secrets.remove(name) != null;
    }
}
