package io.leeward.configserver.registry;

import java.time.Instant;
import java.util.List;

/** Registration keys that have not been removed. */
public interface RegistrationKeys {
    /**
     * Adds a key.
     *
     * @throws IllegalArgumentException when one of this identifier exists
     */
    void add(StoredRegistrationKey key);

    /** Keys that have not expired at the given time, newest first. */
    List<StoredRegistrationKey> validAt(Instant now);

    /** Removes a key before its time; true when it was there. */
    boolean delete(String id);

    /** Removes all keys that have expired at the given time; tells how many. */
    int deleteExpired(Instant now);
}
