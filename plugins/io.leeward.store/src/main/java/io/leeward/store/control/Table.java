package io.leeward.store.control;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table, and the statements that name all of its columns in one order.
 *
 * @param name of the table
 * @param columns in the order in which values are given
 */
record Table(String name, List<String> columns) {
    /** Columns of an optional issue. */
    static final List<String> ISSUE =
            List.of("issue_code", "issue_kind", "issue_message", "issue_cause", "issue_remedy");

    Table(String name, String... columns) {
        this(
                name,
                List.of(columns).stream()
                        .flatMap(column -> column.equals("issue") ? ISSUE.stream() : List.of(column).stream())
                        .toList());
    }

    String insert() {
        String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        return "insert into " + name + " (" + String.join(", ", columns) + ") values (" + marks + ")";
    }

    String update(String where) {
        String changes = columns.stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
        return "update " + name + " set " + changes + " where " + where;
    }

    /** A query for all columns; the rest begins with {@code where} or {@code order by}, or is empty. */
    String select(String rest) {
        return "select " + String.join(", ", columns) + " from " + name + " " + rest;
    }
}
