package io.leeward.console.widgets;

import java.util.List;

/**
 * The second line of a row that needs a hand.
 *
 * @param text what is wrong
 * @param links what can be done about it, drawn after the text
 */
public record RowNote(String text, List<Link> links) {

    /**
     * Something to click.
     *
     * @param text as it is shown
     * @param run what a click does, on the UI thread
     */
    public record Link(String text, Runnable run) {}

    public RowNote {
        links = List.copyOf(links);
    }
}
