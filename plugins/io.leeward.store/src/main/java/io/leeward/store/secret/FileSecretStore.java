package io.leeward.store.secret;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.Secret;
import io.leeward.operations.state.SecretName;
import io.leeward.operations.state.SecretStore;
import io.leeward.store.file.DurableFiles;
import io.leeward.store.file.FileIssues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** One file for each secret, 0600, in a folder of mode 0700. One store at a time for a folder. */
public final class FileSecretStore implements SecretStore {
    private static final String EXTENSION = ".secret";

    private final Path folder;

    private FileSecretStore(Path folder) {
        this.folder = folder;
    }

    /** Opens a folder, and makes it when it is missing. */
    public static FileSecretStore open(Path folder) {
        try {
            DurableFiles.createFolders(folder);
            PrivateAccess.require(folder);
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("make the folder of secrets " + folder, folder, e), e);
        }
        return new FileSecretStore(folder);
    }

    @Override
    public synchronized void put(SecretName name, Secret secret) {
        Path file = file(name);
        byte[] value = secret.reveal();
        try {
            DurableFiles.replace(file, ByteBuffer.wrap(value));
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("keep the secret " + name + " in " + file, file, e), e);
        } finally {
            Arrays.fill(value, (byte) 0);
        }
    }

    @Override
    public synchronized Optional<Secret> get(SecretName name) {
        Path file = file(name);
        try {
            PrivateAccess.require(file);
            byte[] value = Files.readAllBytes(file);
            Secret secret = Secret.of(value);
            Arrays.fill(value, (byte) 0);
            return Optional.of(secret);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("read the secret " + name + " from " + file, file, e), e);
        }
    }

    @Override
    public synchronized boolean delete(SecretName name) {
        Path file = file(name);
        try {
            boolean deleted = Files.deleteIfExists(file);
            DurableFiles.syncFolder(folder);
            return deleted;
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("delete the secret " + name + " in " + file, file, e), e);
        }
    }

    private Path file(SecretName name) {
        return folder.resolve(name + EXTENSION);
    }
}
