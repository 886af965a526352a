package io.leeward.operations.state;

import java.util.regex.Pattern;

/**
 * Names a secret of the engine.
 *
 * @param value lower-case letters, digits, dots and hyphens, 1 to 100 characters, not beginning with a dot
 */
public record SecretName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

    /** The opened key of the attached vault. */
    public static final SecretName VAULT_KEY = new SecretName("vault-key");

    /** Credentials of the store that the attached vault lies in: a connection string. */
    public static final SecretName VAULT_STORE_CREDENTIALS = new SecretName("vault-store-credentials");

    public SecretName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a secret: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
