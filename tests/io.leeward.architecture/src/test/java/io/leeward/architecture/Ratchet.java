package io.leeward.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A limit with a list of known exceptions that only shrinks: each line of the list names a thing and its size today.
 * What is not listed keeps the limit; what is listed may not grow, and when it shrinks the list must follow.
 */
record Ratchet(int limit, Map<String, Integer> exceptions) {

    Ratchet {
        exceptions = Map.copyOf(exceptions);
    }

    /** Reads the list {@code tests/io.leeward.architecture/ratchet/NAME.txt}: {@code SIZE THING} per line. */
    static Ratchet read(int limit, String name) {
        Path file = Tree.ROOT.resolve("tests/io.leeward.architecture/ratchet").resolve(name + ".txt");
        if (!Files.exists(file)) {
            throw new IllegalStateException("The list of exceptions " + file + " is missing; it may be empty.");
        }
        return new Ratchet(
                limit,
                Tree.text(file)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> line.split(" ", 2))
                        .collect(Collectors.toMap(parts -> parts[1], parts -> Integer.parseInt(parts[0]))));
    }

    List<String> violations(Map<String, Integer> sizes) {
        var found = new ArrayList<String>();
        new TreeMap<>(sizes).forEach((thing, size) -> {
            int allowed = exceptions.getOrDefault(thing, limit);
            if (size > allowed) {
                found.add(thing + " has " + size + " where " + allowed + " is the limit");
            }
        });
        new TreeMap<>(exceptions).forEach((thing, listed) -> {
            int size = sizes.getOrDefault(thing, 0);
            if (size <= limit) {
                found.add(thing + " keeps the limit now: take it off the list");
            } else if (size < listed) {
                found.add(thing + " has shrunk to " + size + ": lower it in the list");
            }
        });
        return List.copyOf(found);
    }
}
