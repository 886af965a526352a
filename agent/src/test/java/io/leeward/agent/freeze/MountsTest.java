package io.leeward.agent.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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
}
