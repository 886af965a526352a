package io.leeward.agent.disk;

import io.leeward.agent.folder.Failures;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Linux says of a disk: a block device, or a file that may be attached to a loop device. */
public final class SysDisk {
    private static final Path SYS_BLOCK = Path.of("/sys/block");
    private static final int MAJOR_SHIFT = 8;

    private SysDisk() {}

    /** Whether the path is a block device. */
    public static boolean isBlockDevice(Path path) {
        try {
            int mode = (Integer) Files.getAttribute(path, "unix:mode");
            return (mode & 0xf000) == 0x6000;
        } catch (IOException e) {
            throw missing(path);
        }
    }

    /** Device number, {@code major:minor}, of a block device. */
    public static String deviceNumber(Path device) {
        try {
            return number((Long) Files.getAttribute(device, "unix:rdev"));
        } catch (IOException e) {
            throw missing(device);
        }
    }

    /** Device number, {@code major:minor}, of the file system that a file or folder lies on; empty when it is gone. */
    public static Optional<String> deviceBelow(Path path) {
        try {
            return Optional.of(number((Long) Files.getAttribute(path, "unix:dev")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String number(long number) {
        long major = number >> MAJOR_SHIFT & 0xfff | number >> 32 & ~0xfffL;
        long minor = number & 0xff | number >> 12 & ~0xffL & 0xffffffffL;
        return major + ":" + minor;
    }

    /**
     * The block device through which the disk has to be read: itself, or the loop device that a file is attached to as
     * a whole.
     */
    public static Optional<Path> blockDevice(Path path) {
        if (isBlockDevice(path)) {
            return Optional.of(path);
        }
        try (Stream<Path> devices = Files.list(SYS_BLOCK)) {
            String file = path.toRealPath().toString();
            return devices.filter(device -> text(device.resolve("loop/backing_file"))
                            .filter(file::equals)
                            .isPresent())
                    .filter(device -> text(device.resolve("loop/offset"))
                            .filter("0"::equals)
                            .isPresent())
                    .map(device -> Path.of("/dev").resolve(device.getFileName().toString()))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw Failures.of("look for the loop device of " + path, e);
        }
    }

    /** The serial number that the hardware tells, if it tells one. */
    public static Optional<String> serial(Path path) {
        if (!isBlockDevice(path)) {
            return Optional.empty();
        }
        Path sys = Path.of("/sys/dev/block").resolve(deviceNumber(path));
        return Stream.of("device/serial", "serial", "device/wwid", "wwid")
                .flatMap(name -> text(sys.resolve(name)).stream())
                .findFirst();
    }

    /** The identifier of the machine that its firmware tells, if it may be read. */
    public static Optional<String> productUuid() {
        return text(Path.of("/sys/class/dmi/id/product_uuid"));
    }

    /** Numbers of the device itself and of everything on top of it: partitions, and what holds any of them. */
    public static List<String> stack(String deviceNumber) {
        return Stream.concat(
                        Stream.of(deviceNumber),
                        above(Path.of("/sys/dev/block").resolve(deviceNumber))
                                .flatMap(number -> stack(number).stream()))
                .distinct()
                .toList();
    }

    /**
     * Numbers of those of a stack that nothing is built on: programs and file systems write to the disk through one of
     * them.
     */
    public static List<String> leaves(String deviceNumber) {
        List<String> above =
                above(Path.of("/sys/dev/block").resolve(deviceNumber)).toList();
        return above.isEmpty()
                ? List.of(deviceNumber)
                : above.stream()
                        .flatMap(number -> leaves(number).stream())
                        .distinct()
                        .toList();
    }

    /** Numbers of all devices of the btrfs file system that a device belongs to; none when it belongs to none. */
    public static List<String> btrfsMembers(String deviceNumber) {
        return children(Path.of("/sys/fs/btrfs"))
                .map(fileSystem -> children(fileSystem.resolve("devices"))
                        .flatMap(device -> text(device.resolve("dev")).stream())
                        .toList())
                .filter(members -> members.contains(deviceNumber))
                .findFirst()
                .orElse(List.of());
    }

    /** Numbers of the devices that the kernel swaps to. */
    public static List<String> swaps() {
        return text(Path.of("/proc/swaps")).stream()
                .flatMap(String::lines)
                .map(line -> Path.of(line.split("[ \t]+")[0]))
                .filter(path -> path.startsWith("/dev") && Files.exists(path))
                .map(SysDisk::deviceNumber)
                .toList();
    }

    private static Stream<String> above(Path sys) {
        Stream<Path> partitions = children(sys).filter(child -> Files.exists(child.resolve("partition")));
        Stream<Path> holders = children(sys.resolve("holders"));
        return Stream.concat(partitions, holders).flatMap(child -> text(child.resolve("dev")).stream());
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList().stream();
        } catch (IOException e) {
            throw Failures.of("list " + folder, e);
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static IssueException missing(Path path) {
        return new IssueException(Issue.of(
                "DISK-MISSING",
                Issue.Kind.NOT_FOUND,
                "The disk " + path + " is not there or may not be read.",
                "Attach the disk, check its path, and run the agent as root."));
    }
}
