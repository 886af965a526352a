package io.leeward.agent.folder;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * The agent's data folder, readable by its user only: {@code agent.json} what the enrolment settled,
 * {@code identity.pem} key and certificates, {@code state/} change logs and hashes, {@code status.json} how the agent
 * is doing, {@code agent.lock}.
 */
public final class DataFolder {
    private final Path folder;

    private DataFolder(Path folder) {
        this.folder = folder;
    }

    /** Opens the folder, and makes it when it is missing. */
    public static DataFolder open(Path folder) {
        try {
            PrivateFiles.folder(folder);
        } catch (IOException e) {
            throw Failures.of("make the data folder " + folder, e);
        }
        return new DataFolder(folder);
    }

    /** Opens the folder when there is one. */
    public static Optional<DataFolder> existing(Path folder) {
        return Files.isDirectory(folder) ? Optional.of(new DataFolder(folder)) : Optional.empty();
    }

    /** Keeps every other agent away from this folder. */
    public static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw Failures.of("release the lock", e);
            }
        }
    }

    /**
     * Takes the lock.
     *
     * @throws IssueException AGENT-RUNNING when another agent has it
     */
    public Lock lock() {
        return tryLock()
                .orElseThrow(() -> new IssueException(Issue.of(
                        "AGENT-RUNNING",
                        Issue.Kind.NOT_ALLOWED,
                        "Another mobility agent is using the data folder " + folder + ".",
                        "Stop it first, or give this agent a folder of its own with --data.")));
    }

    /** Takes the lock unless another agent has it. */
    public Optional<Lock> tryLock() {
        Path file = folder.resolve("agent.lock");
        try {
            FileChannel channel = PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Lock(channel));
        } catch (IOException e) {
            throw Failures.of("lock " + file, e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** What the enrolment settled, if there was one. */
    public Optional<AgentConfig> config() {
        Path file = folder.resolve("agent.json");
        try {
            return Files.exists(file) ? Optional.of(AgentConfig.ofJson(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw Failures.of("read " + file, e);
        }
    }

    /** What the enrolment settled. */
    public AgentConfig enrolled() {
        return config().orElseThrow(() -> new IssueException(Issue.of(
                "AGENT-NOT-ENROLLED",
                Issue.Kind.NOT_ALLOWED,
                "This machine is not enrolled: " + folder + " holds no enrolment.",
                "Run leeward-agent enrol first, with the same --data.")));
    }

    /** Keeps what the enrolment settled. */
    public void keep(AgentConfig config) {
        replace("agent.json", config.toJson());
    }

    /** Key and certificates in PEM form, if there are any. */
    public Optional<String> identity() {
        Path file = folder.resolve("identity.pem");
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw Failures.of("read " + file, e);
        }
    }

    /** Keeps key and certificates. */
    public void keepIdentity(String pem) {
        replace("identity.pem", pem);
    }

    /** Where change logs and hashes are. */
    public LocalStorage state() {
        return LocalStorage.open(folder.resolve("state"));
    }

    /** Removes change log and hashes of a disk that is not what it was, so that it is compared as a whole. */
    public void forget(AgentConfig.EnrolledDisk disk) {
        LocalStorage state = state();
        state.list().stream().filter(name -> name.startsWith(disk.id() + ".")).forEach(state::delete);
        state.syncFolder();
    }

    /** Says how the agent is doing. */
    public void status(Map<String, ?> status) {
        replace("status.json", Json.write(status));
    }

    /** How the agent was doing when it last said so. */
    public Optional<Map<String, Object>> status() {
        Path file = folder.resolve("status.json");
        try {
            return Files.exists(file) ? Optional.of(Json.read(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw Failures.of("read " + file, e);
        }
    }

    private void replace(String name, String text) {
        try {
            PrivateFiles.replace(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failures.of("write " + folder.resolve(name), e);
        }
    }
}
