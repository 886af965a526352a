package io.leeward.configserver.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Base32Test {
    /** The examples of RFC 4648, section 10, without their padding. */
    @Test
    void encodesAsTheStandardSays() {
        assertThat(encoded("")).isEmpty();
        assertThat(encoded("f")).isEqualTo("MY");
        assertThat(encoded("fo")).isEqualTo("MZXQ");
        assertThat(encoded("foo")).isEqualTo("MZXW6");
        assertThat(encoded("foob")).isEqualTo("MZXW6YQ");
        assertThat(encoded("fooba")).isEqualTo("MZXW6YTB");
        assertThat(encoded("foobar")).isEqualTo("MZXW6YTBOI");
    }

    private static String encoded(String text) {
        return Base32.encode(text.getBytes(StandardCharsets.US_ASCII));
    }
}
