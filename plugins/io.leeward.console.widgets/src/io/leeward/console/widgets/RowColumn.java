package io.leeward.console.widgets;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * A column of a {@link RowTable}.
 *
 * @param title in the header
 * @param width in points
 * @param right whether it is aligned right, as numbers are
 * @param text what a row shows
 * @param mark the status drawn before the text, in columns that have one
 * @param color of the text; ordinary when empty
 * @param hint what the tooltip tells; nothing when empty
 * @param order how a click on the header sorts, ascending
 */
public record RowColumn<T>(
        String title,
        int width,
        boolean right,
        Function<T, String> text,
        Optional<Function<T, Shape>> mark,
        Function<T, Optional<Token>> color,
        Function<T, String> hint,
        Comparator<T> order) {

    /** A column of text, sorted by that text. */
    public static <T> RowColumn<T> of(String title, int width, Function<T, String> text) {
        return new RowColumn<>(
                title,
                width,
                false,
                text,
                Optional.empty(),
                row -> Optional.empty(),
                row -> "",
                Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER));
    }

    /** A column of numbers, aligned right. */
    public static <T> RowColumn<T> number(String title, int width, Function<T, String> text, Comparator<T> order) {
        return new RowColumn<>(title, width, true, text, Optional.empty(), row -> Optional.empty(), row -> "", order);
    }

    public RowColumn<T> marked(Function<T, Shape> newMark) {
        return new RowColumn<>(title, width, right, text, Optional.of(newMark), color, hint, order);
    }

    public RowColumn<T> colored(Function<T, Optional<Token>> newColor) {
        return new RowColumn<>(title, width, right, text, mark, newColor, hint, order);
    }

    public RowColumn<T> hinted(Function<T, String> newHint) {
        return new RowColumn<>(title, width, right, text, mark, color, newHint, order);
    }

    public RowColumn<T> sorted(Comparator<T> newOrder) {
        return new RowColumn<>(title, width, right, text, mark, color, hint, newOrder);
    }
}
