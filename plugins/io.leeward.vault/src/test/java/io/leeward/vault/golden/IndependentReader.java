package io.leeward.vault.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.xerial.snappy.Snappy;

/**
 * Reads a vault from a folder as docs/format.md says, and shares no code with the program. Replays every frame from the
 * oldest on.
 */
final class IndependentReader {
    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final String vault;
    private final byte[] vaultKey;

    IndependentReader(Path folder, String passphrase) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.vault = json.readTree(bytes("vault.json")).get("vault").asText();
        this.vaultKey = unwrap("keys/passphrase-1", passphrase);
    }

    /** The plain JSON of a document. */
    JsonNode document(String name) throws IOException, GeneralSecurityException {
        JsonNode envelope = json.readTree(bytes(name));
        String writeId = envelope.get("writeId").asText();
        byte[] key = hkdf(purpose("leeward/v1/document"), HexFormat.of().parseHex(writeId), "leeward/v1/write");
        String aad = "leeward/v1/document\n" + vault + "\n" + name + "\n" + writeId;
        return json.readTree(open(key, 0, ascii(aad), envelope.get("sealed").binaryValue()));
    }

    /** The content of a disk at a position, by replaying its line from the beginning. */
    byte[] disk(String disk, long epoch, long sequence, int diskBytes) throws IOException, GeneralSecurityException {
        String place = "disks/%s/%010d/".formatted(disk, epoch);
        JsonNode said = document(place + "epoch.json");
        JsonNode parent = said.get("epoch").get("parent");
        byte[] content = parent.isNull()
                ? new byte[diskBytes]
                : disk(
                        disk,
                        parent.get("epoch").asLong(),
                        parent.get("sequence").asLong(),
                        diskBytes);
        String id = disk + "\n" + epoch;
        byte[] epochKey = open(
                purpose("leeward/v1/epoch\n" + id),
                0,
                ascii("leeward/v1/epoch\n" + vault + "\n" + id),
                said.get("wrappedKey").binaryValue());
        long expected = 1;
        for (Path file : segments(place)) {
            expected = replay(
                    ByteBuffer.wrap(Files.readAllBytes(file)),
                    epochKey,
                    disk + "\n" + epoch,
                    expected,
                    sequence,
                    content);
        }
        return content;
    }

    private long replay(ByteBuffer in, byte[] epochKey, String id, long first, long through, byte[] content)
            throws IOException, GeneralSecurityException {
        String context = "leeward/v1/segment\n" + vault + "\n" + id + "\n0";
        check(in.getLong(0) == 0x4C45455753454731L
                && in.getShort(8) == 1
                && in.get(10) == 1
                && in.getLong(24) == first);
        byte[] salt = slice(in, 32, 32);
        byte[] key = hkdf(epochKey, salt, "leeward/v1/frames\n" + context);
        open(key, 0, join(ascii(context), slice(in, 0, 64)), slice(in, 64, 16));
        int at = 80;
        int end = (int) in.getLong(in.limit() - 128 + 24);
        long sequence = first;
        while (at < end) {
            int length = in.getInt(at);
            check(in.getLong(at + 8) == sequence);
            byte[] aad = join(ascii(context), slice(in, at, 16));
            byte[] plain = open(key, sequence - first + 1, aad, slice(in, at + 16, length + 16));
            if (sequence <= through) {
                apply(in.get(at + 4), in.get(at + 5), ByteBuffer.wrap(plain), content);
            }
            at += 16 + length + 16;
            sequence++;
        }
        trailer(in, epochKey, context, end, sequence - 1);
        return sequence;
    }

    private void trailer(ByteBuffer in, byte[] epochKey, String context, int end, long last)
            throws GeneralSecurityException {
        int at = in.limit() - 128;
        check(in.getLong(at) == 0x4C454557454E4431L && in.getLong(at + 16) == last);
        byte[] key = hkdf(epochKey, slice(in, at + 80, 32), "leeward/v1/index\n" + context);
        open(key, 0, join(ascii(context), slice(in, at, 112)), slice(in, at + 112, 16));
        int length = in.getInt(end);
        byte[] index = open(key, 1, join(ascii(context), slice(in, end, 16)), slice(in, end + 16, length + 16));
        check(in.getInt(at + 36) == 1 && ByteBuffer.wrap(index).getInt() == in.getInt(at + 40));
    }

    private static void apply(byte type, byte encoding, ByteBuffer plain, byte[] content) throws IOException {
        if (type == 3) {
            return;
        }
        int offset = (int) plain.getLong();
        if (type == 2) {
            Arrays.fill(content, offset, offset + (int) plain.getLong(), (byte) 0);
            return;
        }
        int length = plain.getInt();
        byte[] packed = slice(plain, plain.position(), plain.remaining());
        byte[] data =
                switch (encoding) {
                    case 0 -> packed;
                    case 1 -> Snappy.uncompress(packed);
                    default -> Zstd.decompress(packed, length);
                };
        check(data.length == length);
        System.arraycopy(data, 0, content, offset, length);
    }

    private byte[] unwrap(String name, String passphrase) throws IOException, GeneralSecurityException {
        JsonNode slot = json.readTree(bytes(name));
        byte[] salt = slot.get("salt").binaryValue();
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(0x13)
                .withSalt(salt)
                .withMemoryAsKB(slot.get("memoryKib").asInt())
                .withIterations(slot.get("iterations").asInt())
                .withParallelism(slot.get("lanes").asInt())
                .build());
        byte[] stretched = new byte[32];
        argon2.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), stretched);
        String aad = String.join(
                "\n",
                "leeward/v1/slot",
                vault,
                name,
                slot.get("writeId").asText(),
                slot.get("kdf").asText(),
                slot.get("memoryKib").asText(),
                slot.get("iterations").asText(),
                slot.get("lanes").asText(),
                HexFormat.of().formatHex(salt));
        return open(
                hkdf(stretched, salt, "leeward/v1/slot"),
                0,
                ascii(aad),
                slot.get("wrapped").binaryValue());
    }

    private byte[] purpose(String purpose) throws GeneralSecurityException {
        return hkdf(vaultKey, ascii(vault), purpose);
    }

    /** RFC 5869 by hand, for 32 bytes: one round of expansion. */
    private static byte[] hkdf(byte[] secret, byte[] salt, String info) throws GeneralSecurityException {
        byte[] extracted = hmac(salt, secret);
        return hmac(extracted, join(ascii(info), new byte[] {1}));
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] open(byte[] key, long number, byte[] aad, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(aad);
        return cipher.doFinal(sealed);
    }

    private List<Path> segments(String place) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(place))) {
            return files.filter(file -> file.toString().endsWith(".seg"))
                    .sorted()
                    .toList();
        }
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private static byte[] slice(ByteBuffer in, int at, int length) {
        byte[] out = new byte[length];
        in.get(at, out);
        return out;
    }

    private static byte[] join(byte[] one, byte[] two) {
        return ByteBuffer.allocate(one.length + two.length).put(one).put(two).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the page and the files do not agree");
        }
    }
}
