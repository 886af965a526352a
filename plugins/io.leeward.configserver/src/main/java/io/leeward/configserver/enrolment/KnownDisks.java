package io.leeward.configserver.enrolment;

import io.leeward.model.Disk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Recognizes the disks of a machine that enrols again. */
final class KnownDisks {
    /** Surest first; what one rule found, the next ones leave alone. */
    private static final List<BiPredicate<Disk, Disk>> RULES = List.of(
            (known, told) -> known.id().equals(told.id()),
            (known, told) -> sameSerial(known, told) && known.path().equals(told.path()),
            KnownDisks::sameSerial);

    private KnownDisks() {}

    /** The disks as they were told, but under the identifiers that they had before. */
    static List<Disk> recognize(List<Disk> known, List<Disk> told) {
        Map<Integer, Disk> found = new TreeMap<>();
        Set<Integer> used = new TreeSet<>();
        for (BiPredicate<Disk, Disk> rule : RULES) {
            for (int i = 0; i < told.size(); i++) {
                for (int j = 0; j < known.size() && !found.containsKey(i); j++) {
                    if (!used.contains(j) && rule.test(known.get(j), told.get(i))) {
                        used.add(j);
                        found.put(i, known.get(j));
                    }
                }
            }
        }
        List<Disk> recognized = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            Disk disk = told.get(i);
            recognized.add(new Disk(found.getOrDefault(i, disk).id(), disk.path(), disk.serial(), disk.bytes()));
        }
        return recognized;
    }

    private static boolean sameSerial(Disk known, Disk told) {
        return !told.serial().isBlank() && known.serial().equals(told.serial());
    }
}
