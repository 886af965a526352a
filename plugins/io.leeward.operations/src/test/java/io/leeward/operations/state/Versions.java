package io.leeward.operations.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Versioned records in memory, with unique keys and unique names. */
final class Versions<K extends Comparable<K>, R> {
    private final Function<R, K> key;
    private final Function<R, Object> unique;
    private final Map<K, Versioned<R>> records = new HashMap<>();
    private long newest;

    Versions(Function<R, K> key, Function<R, Object> unique) {
        this.key = key;
        this.unique = unique;
    }

    synchronized List<Versioned<R>> list(Comparator<? super R> order) {
        List<Versioned<R>> list = new ArrayList<>(records.values());
        list.sort((a, b) -> order.compare(a.value(), b.value()));
        return list;
    }

    synchronized Optional<Versioned<R>> find(K wanted) {
        return Optional.ofNullable(records.get(wanted));
    }

    synchronized SaveResult insert(R record) {
        if (records.containsKey(key.apply(record)) || taken(record)) {
            return new SaveResult.Taken();
        }
        return put(record);
    }

    synchronized SaveResult update(R record, long version) {
        Versioned<R> present = records.get(key.apply(record));
        if (present == null || present.version() != version) {
            return new SaveResult.Stale();
        }
        if (taken(record)) {
            return new SaveResult.Taken();
        }
        return put(record);
    }

    /** Versions are never used again, also not after a deletion. */
    private SaveResult put(R record) {
        newest++;
        records.put(key.apply(record), new Versioned<>(record, newest));
        return new SaveResult.Saved(newest);
    }

    synchronized void forget(K wanted) {
        records.remove(wanted);
    }

    synchronized boolean delete(K wanted, long version) {
        Versioned<R> present = records.get(wanted);
        if (present == null || present.version() != version) {
            return false;
        }
        records.remove(wanted);
        return true;
    }

    private boolean taken(R record) {
        return records.values().stream()
                .map(Versioned::value)
                .anyMatch(other -> !key.apply(other).equals(key.apply(record))
                        && Objects.equals(unique.apply(other), unique.apply(record)));
    }
}
