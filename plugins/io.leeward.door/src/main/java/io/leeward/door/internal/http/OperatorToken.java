package io.leeward.door.internal.http;

import io.leeward.kernel.Entropy;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** What operators show to the door: 256 random bits in a file that only the engine's user can read. */
public final class OperatorToken {
    /** Name of the file in the data folder. */
    public static final String FILE = "operator.token";

    private static final int BYTES = 32;
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    private OperatorToken(String token) {
        digest = sha256(token);
    }

    /** The token of a data folder; made at the first start. */
    public static OperatorToken in(Path data, Entropy entropy) {
        Path file = data.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(file, HexFormat.of().formatHex(entropy.bytes(BYTES)));
            }
            String token = Files.readString(file).strip();
            if (token.length() != 2 * BYTES) {
                throw new IssueException(Issue.of(
                        "TOKEN-UNREADABLE",
                        Issue.Kind.FAILED,
                        "The operator token in " + file + " is not a token.",
                        "Delete the file and start the engine again: it makes a new one."));
            }
            return new OperatorToken(token);
        } catch (IOException e) {
            throw new IssueException(
                    Issue.of(
                                    "TOKEN-UNREADABLE",
                                    Issue.Kind.FAILED,
                                    "The operator token in " + file + " can be neither read nor made.",
                                    "Let the engine's user read and write the data folder.")
                            .because(e.getClass().getSimpleName() + "."),
                    e);
        }
    }

    /** Whether an Authorization header carries the token. Takes the same time wherever a wrong one differs. */
    public boolean accepts(String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest, sha256(header.substring(SCHEME.length()).strip()));
    }

    private static void make(Path file, String token) throws IOException {
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(fresh);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(StandardCharsets.US_ASCII.encode(token + "\n"));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
