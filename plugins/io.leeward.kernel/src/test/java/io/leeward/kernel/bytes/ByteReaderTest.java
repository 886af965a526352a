package io.leeward.kernel.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
    @Test
    void readsBackWhatWasWritten() {
        ByteWriter out = new ByteWriter(1, 1024);
        out.u8(200).bool(true).u16(65_535).i32(-7).i64(1L << 60).text("señal").block(ByteBuffer.wrap(new byte[] {1, 2
        }));
        ByteReader in = new ByteReader(out.written());
        assertThat(in.u8()).isEqualTo(200);
        assertThat(in.bool()).isTrue();
        assertThat(in.u16()).isEqualTo(65_535);
        assertThat(in.i32()).isEqualTo(-7);
        assertThat(in.natural()).isEqualTo(1L << 60);
        assertThat(in.text(10)).isEqualTo("señal");
        assertThat(in.block(2)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        in.end();
    }

    @Test
    void refusesWhatIsOutsideItsBounds() {
        assertThatThrownBy(() -> reader(1, 2).i32()).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> reader(2).bool()).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> reader(0, 0, 0, 9, 1).block(8)).hasMessageContaining("count 9");
        assertThatThrownBy(() -> reader(255, 255, 255, 255).count(8)).hasMessageContaining("4294967295");
        assertThatThrownBy(() -> reader(0, 1, 255).text(8)).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> reader(0, 9).text(8)).hasMessageContaining("at most 8");
        assertThatThrownBy(() -> reader(0).end()).hasMessageContaining("1 bytes too many");
        assertThatThrownBy(() -> new ByteWriter(4, 4).i64(1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteReader reader(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int value : bytes) {
            buffer.put((byte) value);
        }
        return new ByteReader(buffer.flip());
    }
}
