package io.leeward.store.secret;

import io.leeward.configserver.registry.KeyMaterial;
import io.leeward.configserver.registry.KeyMaterialStore;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Secret;
import io.leeward.store.file.DurableFiles;
import io.leeward.store.file.FileIssues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One PEM file for the authority and one for the server, each with a private key and its certificates, 0600, in a
 * folder of mode 0700. One file for both, so that a key never meets the certificate of another.
 */
public final class FileKeyMaterialStore implements KeyMaterialStore {
    private static final String AUTHORITY = "authority.pem";
    private static final String SERVER = "server.pem";
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PRIVATE KEY|CERTIFICATE)-----\\s([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final int LINE = 64;

    private final Path folder;

    private FileKeyMaterialStore(Path folder) {
        this.folder = folder;
    }

    /** Opens a folder, and makes it when it is missing. */
    public static FileKeyMaterialStore open(Path folder) {
        try {
            DurableFiles.createFolders(folder);
            PrivateAccess.require(folder);
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("make the folder of keys " + folder, folder, e), e);
        }
        return new FileKeyMaterialStore(folder);
    }

    @Override
    public synchronized Optional<KeyMaterial> authority() {
        return load(folder.resolve(AUTHORITY));
    }

    @Override
    public synchronized boolean createAuthority(KeyMaterial material) {
        Path file = folder.resolve(AUTHORITY);
        if (Files.exists(file)) {
            return false;
        }
        save(file, material);
        return true;
    }

    @Override
    public synchronized Optional<KeyMaterial> server() {
        return load(folder.resolve(SERVER));
    }

    @Override
    public synchronized void saveServer(KeyMaterial material) {
        save(folder.resolve(SERVER), material);
    }

    private static void save(Path file, KeyMaterial material) {
        StringBuilder pem = new StringBuilder();
        byte[] key = material.privateKey().reveal();
        append(pem, KEY, key);
        Arrays.fill(key, (byte) 0);
        for (ByteBuffer certificate : material.certificates()) {
            byte[] der = new byte[certificate.remaining()];
            certificate.get(der);
            append(pem, CERTIFICATE, der);
        }
        try {
            DurableFiles.replace(file, java.nio.charset.StandardCharsets.US_ASCII.encode(pem.toString()));
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("keep the key " + file, file, e), e);
        }
    }

    private static void append(StringBuilder pem, String kind, byte[] der) {
        pem.append("-----BEGIN ").append(kind).append("-----\n");
        pem.append(Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der));
        pem.append("\n-----END ").append(kind).append("-----\n");
    }

    private static Optional<KeyMaterial> load(Path file) {
        String pem;
        try {
            PrivateAccess.require(file);
            pem = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("read the key " + file, file, e), e);
        }
        List<Secret> keys = new ArrayList<>();
        List<ByteBuffer> certificates = new ArrayList<>();
        for (Matcher block = PEM.matcher(pem); block.find(); ) {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            if (block.group(1).equals(KEY)) {
                keys.add(Secret.of(der));
            } else {
                certificates.add(ByteBuffer.wrap(der));
            }
        }
        if (keys.size() != 1 || certificates.isEmpty()) {
            throw new IssueException(Issue.of(
                            "KEY-FILE-DAMAGED",
                            Kind.FAILED,
                            "The file " + file + " cannot be used.",
                            "Restore the file from a backup.")
                    .because("It does not hold one private key and its certificates."));
        }
        return Optional.of(new KeyMaterial(keys.getFirst(), certificates));
    }
}
