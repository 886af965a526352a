package io.leeward.agent.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeward.agent.disk.SysDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MountsTest {
    @Test
    void eachFileSystemIsSeenOnceWithItsFirstFolder() {
        List<Mounts.Mount> mounts = Mounts.parse(List.of(
                "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
                "23 22 0:5 / /dev rw,nosuid shared:2 - devtmpfs udev rw",
                "40 22 8:2 / /srv/with\\040blank rw - xfs /dev/sda2 rw",
                "41 22 8:1 /home /mnt/bind rw shared:1 - ext4 /dev/sda1 rw",
                "nonsense"));
        assertThat(mounts)
                .containsExactly(
                        new Mounts.Mount("8:1", Path.of("/"), "ext4", "/dev/sda1"),
                        new Mounts.Mount("0:5", Path.of("/dev"), "devtmpfs", "udev"),
                        new Mounts.Mount("8:2", Path.of("/srv/with blank"), "xfs", "/dev/sda2"));
    }

    /** As btrfs does it. */
    @Test
    void aFileSystemWithANumberOfItsOwnLiesOnTheDeviceThatItNames() throws Exception {
        Path block = Path.of("/sys/class/block");
        assumeTrue(Files.isDirectory(block));
        try (Stream<Path> devices = Files.list(block)) {
            Path device = devices.map(each -> Path.of("/dev").resolve(each.getFileName()))
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(Path.of("/dev/none"));
            assumeTrue(Files.exists(device));
            Mounts.Mount mount = Mounts.parse(
                            List.of("22 1 0:35 /root / rw,relatime shared:1 - btrfs " + device + " rw"))
                    .getFirst();
            assertThat(mount.devices()).contains(SysDisk.deviceNumber(device));
        }
        assertThat(new Mounts.Mount("0:5", Path.of("/dev"), "devtmpfs", "udev").devices())
                .isEmpty();
        assertThat(new Mounts.Mount("8:1", Path.of("/"), "ext4", "/dev/sda1").devices())
                .containsExactly("8:1");
    }
}
