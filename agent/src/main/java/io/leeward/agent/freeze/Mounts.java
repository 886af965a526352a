package io.leeward.agent.freeze;

import io.leeward.agent.disk.SysDisk;
import io.leeward.agent.folder.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What is mounted where, from {@code /proc/self/mountinfo}. */
final class Mounts {
    private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");

    private Mounts() {}

    /**
     * A mounted file system.
     *
     * @param device {@code major:minor}
     * @param folder where it is mounted
     * @param type for example {@code ext4}
     */
    record Mount(String device, Path folder, String type, String source) {
        /**
         * Numbers of the block devices that it lies on. Btrfs and its like go by a number of their own, with major 0,
         * and name one of their devices, or all, as their source.
         */
        Set<String> devices() {
            if (!device.startsWith("0:")) {
                return Set.of(device);
            }
            Set<String> all = new TreeSet<>();
            for (String part : source.split(":")) {
                Path path = Path.of(part);
                if (path.startsWith("/dev") && Files.exists(path) && SysDisk.isBlockDevice(path)) {
                    all.add(SysDisk.deviceNumber(path));
                }
            }
            List.copyOf(all).forEach(member -> all.addAll(SysDisk.btrfsMembers(member)));
            return all;
        }

        /**
         * Whether its folder shows this file system, and not another one that was mounted over it later. Btrfs and its
         * like show other numbers in their folders; of them it is not known.
         */
        boolean shown() {
            return device.startsWith("0:") || SysDisk.deviceBelow(folder).equals(Optional.of(device));
        }
    }

    /** One mount of each file system with a device, one that is shown if there is any, in the order of mounting. */
    static List<Mount> read() {
        try {
            return parse(Files.readAllLines(MOUNTINFO), Mount::shown);
        } catch (IOException e) {
            throw Failures.of("read " + MOUNTINFO, e);
        }
    }

    static List<Mount> parse(List<String> lines, Predicate<Mount> shown) {
        Map<String, Mount> mounts = new LinkedHashMap<>();
        for (String line : lines) {
            String[] fields = line.split(" ");
            int dash = List.of(fields).indexOf("-");
            if (dash < 6 || fields.length < dash + 3) {
                continue;
            }
            Mount mount =
                    new Mount(fields[2], Path.of(unescape(fields[4])), fields[dash + 1], unescape(fields[dash + 2]));
            Mount before = mounts.putIfAbsent(mount.device(), mount);
            if (before != null && !shown.test(before) && shown.test(mount)) {
                mounts.put(mount.device(), mount);
            }
        }
        return List.copyOf(mounts.values());
    }

    /** Blanks, tabs, line ends and backslashes are written as three octal digits. */
    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && text.substring(i).matches("\\\\[0-7]{3}.*")) {
                out.append((char) Integer.parseInt(text, i + 1, i + 4, 8));
                i += 3;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}
