package io.leeward.kernel.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtentSetTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behavesLikeASetOfBytes(long seed) {
        Random random = new Random(seed);
        ExtentSet set = new ExtentSet();
        BitSet model = new BitSet();
        for (int i = 0; i < 2_000; i++) {
            Extent extent = new Extent(random.nextInt(300), 1 + random.nextInt(20));
            if (random.nextInt(100) < 55) {
                set.add(extent);
                model.set((int) extent.offset(), (int) extent.end());
            } else {
                set.remove(extent);
                model.clear((int) extent.offset(), (int) extent.end());
            }
            assertSame(set, model);
            Extent asked = new Extent(random.nextInt(300), 1 + random.nextInt(10));
            BitSet part = model.get((int) asked.offset(), (int) asked.end());
            assertThat(set.overlaps(asked)).isEqualTo(!part.isEmpty());
            assertThat(set.contains(asked)).isEqualTo(part.cardinality() == asked.length());
            assertThat(set.within(asked).stream().mapToLong(Extent::length).sum())
                    .isEqualTo(part.cardinality());
        }
    }

    private static void assertSame(ExtentSet set, BitSet model) {
        BitSet seen = new BitSet();
        long last = -1;
        for (Extent extent : set.extents()) {
            assertThat(extent.offset()).as("extents neither overlap nor touch").isGreaterThan(last);
            seen.set((int) extent.offset(), (int) extent.end());
            last = extent.end();
        }
        assertThat(seen).isEqualTo(model);
        assertThat(set.bytes()).isEqualTo(model.cardinality());
    }

    @Test
    void coarseningKeepsEveryByteAndJoinsOverTheSmallestGapsFirst() {
        ExtentSet set = new ExtentSet();
        for (int i = 0; i < 1_000; i++) {
            set.add(new Extent(i * 3L * Block.BYTES, Block.BYTES));
        }
        set.add(new Extent(1L << 40, Block.BYTES));
        set.coarsen(10);
        assertThat(set.count()).isEqualTo(2);
        assertThat(set.contains(new Extent(0, 999L * 3 * Block.BYTES + Block.BYTES)))
                .isTrue();
        assertThat(set.contains(new Extent(1L << 40, Block.BYTES))).isTrue();
        assertThat(set.bytes())
                .isEqualTo(set.extents().stream().mapToLong(Extent::length).sum());
    }
}
