package io.leeward.engine;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.store.file.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** {@code engine.json} in the data folder: how a running engine is found. */
public final class EngineFile {
    /** Name of the file. */
    public static final String NAME = "engine.json";

    private final Path file;

    public EngineFile(Path data) {
        file = data.resolve(NAME);
    }

    /**
     * Writes the file, in place of one that an engine left behind.
     *
     * @param host where the control port is reached from this host, a name or an address
     */
    public void write(String host, int controlPort, int dataPort, String caFingerprint, Instant startedAt) {
        String json = "{\"host\":\"" + host + "\",\"controlPort\":" + controlPort + ",\"dataPort\":" + dataPort
                + ",\"pid\":"
                + ProcessHandle.current().pid() + ",\"caFingerprint\":\"" + caFingerprint + "\",\"startedAt\":\""
                + startedAt + "\"}\n";
        try {
            DurableFiles.replace(file, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    /** Removes the file, so that nobody looks for an engine that is gone. */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("removed", e);
        }
    }

    private IssueException failed(String what, IOException e) {
        return new IssueException(
                Issue.of(
                                "ENGINE-FILE-FAILED",
                                Issue.Kind.FAILED,
                                "The file " + file + " could not be " + what + ".",
                                "Check the disk that the data folder lies on, its room and its permissions.")
                        .because(e.getClass().getSimpleName() + "."),
                e);
    }
}
