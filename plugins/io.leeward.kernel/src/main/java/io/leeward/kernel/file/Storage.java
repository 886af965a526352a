package io.leeward.kernel.file;

import java.util.List;

/**
 * A folder of named files. What is not synced may be lost, kept or torn by a crash.
 *
 * <p>Names are flat and match {@code [A-Za-z0-9][A-Za-z0-9._-]*}. Failures (folder gone, disk full, input/output error)
 * are thrown as {@link io.leeward.kernel.IssueException}. After a failed write or sync the state of the file is
 * unknown: it is closed, opened again and verified, never synced a second time as if nothing had happened. Not
 * thread-safe: one owner at a time.
 */
public interface Storage {
    /** Names of all files, sorted. */
    List<String> list();

    /** Whether the file exists. */
    boolean exists(String name);

    /**
     * Opens a file for reading and writing, and creates it when absent; its name is durable after {@link #syncFolder}.
     */
    StoredFile open(String name);

    /** Removes a file when it exists; durable after {@link #syncFolder}. */
    void delete(String name);

    /** Renames a file, replacing an existing target atomically; durable after {@link #syncFolder}. */
    void rename(String from, String to);

    /** Makes creations, removals and renames durable. */
    void syncFolder();

    /** Bytes that can still be written before the medium is full. */
    long freeBytes();
}
