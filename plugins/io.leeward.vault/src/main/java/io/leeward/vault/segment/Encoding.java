package io.leeward.vault.segment;

import io.leeward.model.Compression;

/** How the bytes of one frame are kept. */
public enum Encoding {
    RAW,
    SNAPPY,
    ZSTD;

    static Encoding of(Compression compression) {
        return switch (compression) {
            case SNAPPY -> SNAPPY;
            case ZSTD -> ZSTD;
        };
    }

    byte code() {
        return (byte) ordinal();
    }

    static boolean known(byte code) {
        return code >= 0 && code < 3;
    }

    static Encoding of(byte code) {
        return switch (code) {
            case 0 -> RAW;
            case 1 -> SNAPPY;
            case 2 -> ZSTD;
            default -> throw new IllegalArgumentException("encoding " + code);
        };
    }
}
