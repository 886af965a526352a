package io.leeward.kernel.file;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A {@link Storage} in memory that loses power. What was not synced is lost, kept or torn at random by {@link #crash};
 * the N-th operation can be made to fail. Every call of a file or the folder that may fail on a real disk counts as one
 * operation.
 */
public final class MemoryStorage implements Storage {
    private final TreeMap<String, MemoryFile> now = new TreeMap<>();
    private TreeMap<String, MemoryFile> durable = new TreeMap<>();
    private final List<NameChange> unsynced = new ArrayList<>();
    private long operations;
    private long failAt = -1;
    private boolean failForEver;
    private int generation;
    private long capacity = Long.MAX_VALUE;

    private sealed interface NameChange {
        record Create(String name, MemoryFile file) implements NameChange {}

        record Delete(String name) implements NameChange {}

        record Rename(String from, String to) implements NameChange {}
    }

    /** Operations so far. */
    public long operations() {
        return operations;
    }

    /** Makes the operation with this number (counting from 0 at creation), and only it, fail without effect. */
    public void failOnce(long operation) {
        failAt = operation;
        failForEver = false;
    }

    /** Makes the operation with this number and every later one fail: the machine is about to lose power there. */
    public void failFrom(long operation) {
        failAt = operation;
        failForEver = true;
    }

    /** Sets how many bytes fit in all. */
    public void capacity(long bytes) {
        capacity = bytes;
    }

    /**
     * Loses power and comes back: unsynced writes are kept, lost or torn, unsynced name changes are kept up to a random
     * one. Open files die.
     */
    public void crash(Random random) {
        int kept = unsynced.isEmpty() ? 0 : random.nextInt(unsynced.size() + 1);
        for (NameChange change : unsynced.subList(0, kept)) {
            apply(change, durable);
        }
        unsynced.clear();
        generation++;
        now.clear();
        TreeMap<String, MemoryFile> after = new TreeMap<>();
        durable.forEach((name, file) -> after.put(name, file.afterCrash(random)));
        durable = after;
        now.putAll(after);
        failAt = -1;
    }

    /** Closes all files as the end of a process does: nothing is lost, but the handles are dead. */
    public void endProcess() {
        generation++;
        failAt = -1;
    }

    private static void apply(NameChange change, TreeMap<String, MemoryFile> names) {
        switch (change) {
            case NameChange.Create(String name, MemoryFile file) -> names.put(name, file);
            case NameChange.Delete(String name) -> names.remove(name);
            case NameChange.Rename(String from, String to) -> {
                MemoryFile moved = names.remove(from);
                if (moved != null) {
                    names.put(to, moved);
                }
            }
        }
    }

    private void change(NameChange change) {
        apply(change, now);
        unsynced.add(change);
    }

    void operation() {
        long number = operations++;
        if (failAt >= 0 && (number == failAt || failForEver && number > failAt)) {
            throw failure("Operation " + number + " of the test storage was made to fail.");
        }
    }

    static IssueException failure(String message) {
        return new IssueException(Issue.of("STORAGE-FAILED", Issue.Kind.FAILED, message, "Nothing: this is a test."));
    }

    int generation() {
        return generation;
    }

    @Override
    public List<String> list() {
        operation();
        return List.copyOf(now.keySet());
    }

    @Override
    public boolean exists(String name) {
        operation();
        return now.containsKey(name);
    }

    @Override
    public StoredFile open(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("file name " + name);
        }
        operation();
        if (!now.containsKey(name)) {
            change(new NameChange.Create(name, new MemoryFile()));
        }
        return new MemoryHandle(this, now.get(name));
    }

    @Override
    public void delete(String name) {
        operation();
        if (now.containsKey(name)) {
            change(new NameChange.Delete(name));
        }
    }

    @Override
    public void rename(String from, String to) {
        operation();
        if (!now.containsKey(from)) {
            throw failure("There is no file " + from + ".");
        }
        change(new NameChange.Rename(from, to));
    }

    @Override
    public void syncFolder() {
        operation();
        unsynced.clear();
        durable = new TreeMap<>(now);
    }

    @Override
    public long freeBytes() {
        operation();
        return Math.max(0, capacity - used());
    }

    void requireRoom(long more) {
        if (more > 0 && capacity != Long.MAX_VALUE && used() + more > capacity) {
            throw failure("The test storage is full.");
        }
    }

    private long used() {
        return now.values().stream().mapToLong(MemoryFile::size).sum();
    }
}
