package io.leeward.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.capture.disk.CapturedDisk;
import io.leeward.capture.disk.Chunk;
import io.leeward.capture.disk.SourceDisk;
import io.leeward.capture.hrl.Hrl;
import io.leeward.capture.port.Tracker;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.file.MemoryStorage;
import io.leeward.wire.data.ServerMessage.Resume;
import io.leeward.wire.data.ServerMessage.WelcomeDisk;
import org.junit.jupiter.api.Test;

/** What an agent says of itself is narrow enough for a server to see that it was taken back in time. */
class TakenBackInTimeTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final ModelDisk model = new ModelDisk("disk-a", 8 * Block.BYTES, () -> {});

    private CapturedDisk open() {
        SourceDisk source = new SourceDisk(model.id, "/dev/a", model.size(), model.reader(), Tracker.COMPARE);
        return CapturedDisk.open(0, source, new Chunk(), storage, Hrl.Limits.DEFAULT);
    }

    private static void begin(CapturedDisk disk) {
        disk.begin(new WelcomeDisk(Resume.NEW_INITIAL, 1, "spool", 0, 0, ""));
        for (int frame = 0; frame < 3; frame++) {
            disk.nextSequence();
        }
    }

    @Test
    void anAgentThatComesBackWithItsMemoryShowsTheLastSequenceItUsed() {
        CapturedDisk disk = open();
        begin(disk);
        assertThat(disk.hello().sequenceBound()).isEqualTo(3);
    }

    @Test
    void anAgentThatStoppedInOrderShowsTheLastSequenceItUsed() {
        CapturedDisk disk = open();
        begin(disk);
        disk.stop();
        assertThat(open().hello().sequenceBound()).isEqualTo(3);
    }

    @Test
    void anAgentThatDiedKnowsOnlyABoundOfWhatItUsed() {
        begin(open());
        storage.endProcess();
        assertThat(open().hello().sequenceBound()).isGreaterThan(3);
    }

    @Test
    void anAgentThatDiedAndThenStoppedWithoutASessionStillKnowsOnlyABound() {
        begin(open());
        storage.endProcess();
        open().stop();
        storage.endProcess();
        assertThat(open().hello().sequenceBound()).isGreaterThan(3);
    }
}
