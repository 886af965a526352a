package io.leeward.agent.freeze;

import io.leeward.agent.disk.SysDisk;
import io.leeward.capture.port.Freezer;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Freezes every file system that is mounted from the disks, from their partitions, or from what is built on top of
 * these. Nothing is logged or written between the first freeze and the last thaw.
 */
public final class LinuxFreezer implements Freezer {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxFreezer.class);

    private final List<Path> disks;
    private final Lock quiet;

    /**
     * A freezer of the given disks.
     *
     * @param quiet held while anything is frozen; whoever writes files from another thread holds it meanwhile
     */
    public LinuxFreezer(List<Path> disks, Lock quiet) {
        this.disks = List.copyOf(disks);
        this.quiet = quiet;
    }

    private record Open(Mounts.Mount mount, int descriptor) {}

    @Override
    public Frozen freeze(Duration limit) {
        quiet.lock();
        boolean done = false;
        try {
            Frozen frozen = freezeQuietly(limit);
            done = true;
            return frozen;
        } finally {
            if (!done) {
                quiet.unlock();
            }
        }
    }

    private Frozen freezeQuietly(Duration limit) {
        List<Layers> layers = disks.stream().map(LinuxFreezer::layers).toList();
        List<Mounts.Mount> mounts = new ArrayList<>();
        for (Mounts.Mount mount : Mounts.read().reversed()) {
            if (layers.stream().anyMatch(each -> each.carry(mount))) {
                mounts.add(mount);
            }
        }
        List<Open> open = open(mounts);
        Watchdog watchdog = Watchdog.NONE;
        List<Open> frozen = new ArrayList<>();
        boolean complete = false;
        try {
            open.forEach(each -> Ioctl.syncfs(each.descriptor()));
            watchdog = open.isEmpty()
                    ? Watchdog.NONE
                    : Watchdog.start(mounts.stream().map(Mounts.Mount::folder).toList(), limit);
            for (Open each : open) {
                if (freeze(each)) {
                    frozen.add(each);
                }
            }
            complete = true;
            return new Held(open, frozen, layers, watchdog);
        } finally {
            if (!complete) {
                thaw(frozen);
                watchdog.stop();
                open.forEach(each -> Ioctl.close(each.descriptor()));
            }
        }
    }

    /**
     * What lies on a disk.
     *
     * @param all device numbers of the disk and of everything on top of it
     * @param written those of them that programs and file systems write through; swap, which no point needs, left out
     */
    private record Layers(Set<String> all, Set<String> written) {
        boolean carry(Mounts.Mount mount) {
            return !Collections.disjoint(all, mount.devices());
        }
    }

    private static Layers layers(Path disk) {
        Optional<String> number = SysDisk.blockDevice(disk).map(SysDisk::deviceNumber);
        Set<String> all = new HashSet<>();
        Set<String> written = new HashSet<>();
        number.ifPresent(device -> {
            all.addAll(SysDisk.stack(device));
            written.addAll(SysDisk.leaves(device));
            SysDisk.swaps().forEach(written::remove);
        });
        return new Layers(all, written);
    }

    private static List<Open> open(List<Mounts.Mount> mounts) {
        List<Open> open = new ArrayList<>();
        for (Mounts.Mount mount : mounts) {
            int descriptor = Ioctl.open(mount.folder());
            if (descriptor < 0) {
                open.forEach(each -> Ioctl.close(each.descriptor()));
                throw failed(mount, -descriptor);
            }
            if (!mount.shown()) {
                Ioctl.close(descriptor);
                open.forEach(each -> Ioctl.close(each.descriptor()));
                throw hidden(mount);
            }
            open.add(new Open(mount, descriptor));
        }
        return open;
    }

    /** Freezes one; false when this kind of file system cannot be frozen. */
    private static boolean freeze(Open open) {
        int result = Ioctl.ioctl(open.descriptor(), Ioctl.FIFREEZE);
        if (result == -Ioctl.EOPNOTSUPP || result == -Ioctl.ENOTTY) {
            return false;
        }
        if (result < 0) {
            throw failed(open.mount(), -result);
        }
        return true;
    }

    private static boolean thaw(List<Open> frozen) {
        boolean all = true;
        for (Open each : frozen.reversed()) {
            all &= Ioctl.ioctl(each.descriptor(), Ioctl.FITHAW) >= 0;
        }
        return all;
    }

    private static IssueException failed(Mounts.Mount mount, int error) {
        String why = error == Ioctl.EBUSY ? "another program has frozen it" : "the kernel refused with error " + error;
        return new IssueException(new Issue(
                "FREEZE-FAILED",
                Issue.Kind.FAILED,
                "No recovery point was cut: the file system at " + mount.folder() + " could not be frozen.",
                why,
                "Run the agent as root, and see that no other backup program works at the same time."));
    }

    private static IssueException hidden(Mounts.Mount mount) {
        return new IssueException(new Issue(
                "FREEZE-FAILED",
                Issue.Kind.FAILED,
                "No recovery point was cut: the file system of " + mount.source() + " could not be frozen.",
                "another file system was mounted over its folder " + mount.folder(),
                "Mount it at a second folder as well, or unmount what lies over it."));
    }

    private final class Held implements Frozen {
        private final List<Open> open;
        private final List<Open> frozen;
        private final List<Layers> layers;
        private final Watchdog watchdog;

        Held(List<Open> open, List<Open> frozen, List<Layers> layers, Watchdog watchdog) {
            this.open = open;
            this.frozen = frozen;
            this.layers = layers;
            this.watchdog = watchdog;
        }

        /** A partition or volume without a frozen file system, mounted or not, may be written to by anybody. */
        @Override
        public boolean holds(int disk) {
            Layers of = layers.get(disk);
            List<Open> mounted =
                    open.stream().filter(each -> of.carry(each.mount())).toList();
            Set<String> still = new HashSet<>();
            mounted.forEach(each -> still.addAll(each.mount().devices()));
            return !mounted.isEmpty() && frozen.containsAll(mounted) && still.containsAll(of.written());
        }

        @Override
        public boolean thaw() {
            boolean held = LinuxFreezer.thaw(frozen);
            watchdog.stop();
            open.forEach(each -> Ioctl.close(each.descriptor()));
            quiet.unlock();
            LOG.atInfo()
                    .addKeyValue("fileSystems", frozen.size())
                    .addKeyValue("held", held)
                    .log("thawed");
            return held;
        }
    }
}
