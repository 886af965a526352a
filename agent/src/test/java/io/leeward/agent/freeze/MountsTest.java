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
        List<Mounts.Mount> mounts = Mounts.parse(
                List.of(
                        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
                        "23 22 0:5 / /dev rw,nosuid shared:2 - devtmpfs udev rw",
                        "40 22 8:2 / /srv/with\\040blank rw - xfs /dev/sda2 rw",
                        "41 22 8:1 /home /mnt/bind rw shared:1 - ext4 /dev/sda1 rw",
                        "nonsense"),
                mount -> true);
        assertThat(mounts)
                .containsExactly(
                        new Mounts.Mount("8:1", Path.of("/"), "ext4", "/dev/sda1"),
                        new Mounts.Mount("0:5", Path.of("/dev"), "devtmpfs", "udev"),
                        new Mounts.Mount("8:2", Path.of("/srv/with blank"), "xfs", "/dev/sda2"));
    }

    @Test
    void aFolderThatAnotherFileSystemLiesOverIsPassedBy() {
        List<String> lines = List.of(
                "22 1 8:1 / / rw - ext4 /dev/sda1 rw",
                "30 22 8:2 / /data rw - xfs /dev/sda2 rw",
                "31 22 8:3 / /data rw - xfs /dev/sda3 rw",
                "32 22 8:2 / /mnt/data rw - xfs /dev/sda2 rw");
        assertThat(Mounts.parse(
                        lines,
                        mount -> !mount.folder().equals(Path.of("/data"))
                                || mount.device().equals("8:3")))
                .extracting(Mounts.Mount::folder)
                .containsExactly(Path.of("/"), Path.of("/mnt/data"), Path.of("/data"));
        assertThat(Mounts.parse(lines, mount -> false))
                .as("the first one, when none is shown")
                .extracting(Mounts.Mount::folder)
                .containsExactly(Path.of("/"), Path.of("/data"), Path.of("/data"));
    }

    @Test
    void aFolderTellsWhichFileSystemItShows() {
        assertThat(new Mounts.Mount("8:250", Path.of("/proc"), "ext4", "/dev/none").shown())
                .isFalse();
        assertThat(new Mounts.Mount("8:250", Path.of("/no/such/folder"), "ext4", "/dev/none").shown())
                .isFalse();
        assertThat(SysDisk.deviceBelow(Path.of("/proc")))
                .hasValueSatisfying(device -> assertThat(device).startsWith("0:"));
        for (Mounts.Mount mount : Mounts.read()) {
            assertThat(mount.shown() || !mount.device().startsWith("0:")).isTrue();
        }
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
                            List.of("22 1 0:35 /root / rw,relatime shared:1 - btrfs " + device + " rw"), any -> true)
                    .getFirst();
            assertThat(mount.devices()).contains(SysDisk.deviceNumber(device));
        }
        assertThat(new Mounts.Mount("0:5", Path.of("/dev"), "devtmpfs", "udev").devices())
                .isEmpty();
        assertThat(new Mounts.Mount("8:1", Path.of("/"), "ext4", "/dev/sda1").devices())
                .containsExactly("8:1");
    }
}
