package io.leeward.wire;

import java.nio.charset.StandardCharsets;

/** Bounds of the texts in messages, in bytes of UTF-8. */
public final class Texts {
    /** Identifiers: machine, disk, spool, point. */
    public static final int ID = 64;
    /** Codes of issues, versions. */
    public static final int CODE = 64;
    /** Names of machines, serial numbers, server addresses. */
    public static final int NAME = 255;
    /** Paths of devices. */
    public static final int PATH = 1024;
    /** Sentences for people. */
    public static final int SENTENCE = 1024;

    private Texts() {}

    /** The text, cut before the first character that would make it longer than {@code mostBytes}. */
    public static String clip(String text, int mostBytes) {
        if (text.length() * 3L <= mostBytes || text.getBytes(StandardCharsets.UTF_8).length <= mostBytes) {
            return text;
        }
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (bytes > mostBytes) {
                break;
            }
            at += Character.charCount(codePoint);
        }
        return text.substring(0, at);
    }
}
