package io.leeward.console.widgets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The lines of a {@link RowTable}: each row, and below it its note where it has one. Holds no widget. */
final class RowLines<T> {
    /** One line: a row, or the note of the row above. */
    record Line<T>(T row, String key, Optional<RowNote> note) {
        boolean isNote() {
            return note.isPresent();
        }
    }

    private final Function<T, String> key;
    private List<Line<T>> lines = List.of();
    private Map<String, Integer> places = Map.of();

    RowLines(Function<T, String> key) {
        this.key = key;
    }

    int size() {
        return lines.size();
    }

    Line<T> at(int index) {
        return lines.get(index);
    }

    /** The line of a row, or -1 where there is none. */
    int place(String rowKey) {
        return places.getOrDefault(rowKey, -1);
    }

    /** Takes new rows in the given order. */
    void set(List<T> rows, Function<T, Optional<RowNote>> notes) {
        List<Line<T>> next = new ArrayList<>(rows.size() + rows.size() / 8);
        Map<String, Integer> nextPlaces = HashMap.newHashMap(rows.size());
        for (T row : rows) {
            String rowKey = key.apply(row);
            nextPlaces.put(rowKey, next.size());
            next.add(new Line<>(row, rowKey, Optional.empty()));
            notes.apply(row).ifPresent(note -> next.add(new Line<>(row, rowKey, Optional.of(note))));
        }
        lines = next;
        places = nextPlaces;
    }

    /** The rows in the order in which they stand now; rows that are new come last. */
    List<T> inPresentOrder(List<T> rows) {
        Map<String, T> byKey = HashMap.newHashMap(rows.size());
        rows.forEach(row -> byKey.put(key.apply(row), row));
        List<T> ordered = new ArrayList<>(rows.size());
        Set<String> taken = new HashSet<>();
        for (Line<T> line : lines) {
            T row = byKey.get(line.key());
            if (row != null && taken.add(line.key())) {
                ordered.add(row);
            }
        }
        rows.stream().filter(row -> !taken.contains(key.apply(row))).forEach(ordered::add);
        return ordered;
    }
}
