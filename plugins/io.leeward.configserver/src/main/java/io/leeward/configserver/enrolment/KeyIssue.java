package io.leeward.configserver.enrolment;

import io.leeward.configserver.registry.RegistrationKeys;
import io.leeward.configserver.registry.StoredRegistrationKey;
import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.operations.servers.RegistrationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes registration keys: 160 random bits as 32 characters of base 32. */
public final class KeyIssue {
    /** How long a key lets agents enrol. */
    public static final Duration LIFE = Duration.ofDays(5);

    /** Keys that are valid at one time, at most. */
    public static final int MOST_VALID = 200;

    private static final int KEY_BYTES = 20;
    private static final Logger LOG = LoggerFactory.getLogger(KeyIssue.class);

    private final RegistrationKeys keys;
    private final Clock clock;
    private final Entropy entropy;
    private final Supplier<String> fingerprint;

    /** @param fingerprint of the authority's certificate */
    public KeyIssue(RegistrationKeys keys, Clock clock, Entropy entropy, Supplier<String> fingerprint) {
        this.keys = keys;
        this.clock = clock;
        this.entropy = entropy;
        this.fingerprint = fingerprint;
    }

    /** A key that has never been given out; it is kept only as long as it is valid. */
    public Outcome<RegistrationKey> issue() {
        Instant now = clock.now();
        keys.deleteExpired(now);
        if (keys.validAt(now).size() >= MOST_VALID) {
            return Outcome.refused(Issue.of(
                    "KEY-TOO-MANY",
                    Issue.Kind.NOT_ALLOWED,
                    "No registration key was made, because " + MOST_VALID + " are valid already.",
                    "Use one of them, or wait until some have expired."));
        }
        byte[] random = entropy.bytes(KEY_BYTES);
        Secret key = Secret.ofText(Base32.encode(random));
        Arrays.fill(random, (byte) 0);
        StoredRegistrationKey stored = new StoredRegistrationKey(new Ids(entropy).next(), key, now, now.plus(LIFE));
        keys.add(stored);
        LOG.atInfo()
                .addKeyValue("registrationKeyId", stored.id())
                .addKeyValue("expiresAt", stored.expiresAt())
                .log("registration key made");
        return Outcome.done(new RegistrationKey(key, fingerprint.get(), stored.expiresAt()));
    }
}
