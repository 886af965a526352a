package io.leeward.vault.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VhdFooterTest {
    private static final Instant AT = Instant.parse("2000-01-01T00:01:00Z");

    @Test
    void theFooterHasTheFieldsOfTheSpecification() {
        ByteBuffer footer = VhdFooter.of(10L << 30, AT, new byte[16]);

        assertThat(footer.remaining()).isEqualTo(512);
        assertThat(new String(footer.array(), 0, 8)).isEqualTo("conectix");
        assertThat(footer.getInt(8)).isEqualTo(2);
        assertThat(footer.getInt(12)).isEqualTo(0x10000);
        assertThat(footer.getLong(16)).isEqualTo(-1L);
        assertThat(footer.getInt(24)).isEqualTo(60);
        assertThat(footer.getLong(40)).isEqualTo(10L << 30);
        assertThat(footer.getLong(48)).isEqualTo(10L << 30);
        assertThat(footer.getInt(60)).isEqualTo(2);
    }

    @Test
    void theChecksumIsTheComplementOfTheSumOfAllOtherBytes() {
        ByteBuffer footer =
                VhdFooter.of(123_456_789, AT, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        int checksum = footer.getInt(64);
        footer.putInt(64, 0);
        int sum = 0;
        for (byte value : footer.array()) {
            sum += Byte.toUnsignedInt(value);
        }

        assertThat(checksum).isEqualTo(~sum);
    }

    @Test
    void sizesAreRoundedUpToOneMebibyte() {
        assertThat(VhdFooter.virtualBytes(1)).isEqualTo(1 << 20);
        assertThat(VhdFooter.virtualBytes(1 << 20)).isEqualTo(1 << 20);
        assertThat(VhdFooter.fileBytes((1 << 20) + 1)).isEqualTo((2 << 20) + 512);
    }

    @Test
    void geometriesAreThoseOfTheSpecification() {
        assertThat(VhdFooter.of(10L << 30, AT, new byte[16]).getInt(56)).isEqualTo(20_805 << 16 | 16 << 8 | 63);
        assertThat(VhdFooter.of(1L << 20, AT, new byte[16]).getInt(56)).isEqualTo(30 << 16 | 4 << 8 | 17);
        assertThat(VhdFooter.of(4L << 40, AT, new byte[16]).getInt(56)).isEqualTo(65_535 << 16 | 16 << 8 | 255);
    }
}
