package io.leeward.configserver.enrolment;

/** RFC 4648 base 32, upper case, without padding: 5 bits a character, and no two characters that look alike. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte next : bytes) {
            buffer = buffer << 8 | next & 0xff;
            for (held += 8; held >= BITS; held -= BITS) {
                text.append(ALPHABET.charAt(buffer >> (held - BITS) & 31));
            }
        }
        if (held > 0) {
            text.append(ALPHABET.charAt(buffer << (BITS - held) & 31));
        }
        return text.toString();
    }
}
