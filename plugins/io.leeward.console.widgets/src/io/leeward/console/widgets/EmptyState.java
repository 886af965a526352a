package io.leeward.console.widgets;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/** What a view shows while it has nothing to show: what it is for, and the one button that starts. */
public final class EmptyState extends Composite {
    private static final int TEXT_WIDTH = 520;

    /** Something the operator can do from here. */
    public record Choice(String text, Runnable run) {}

    /**
     * Makes it.
     *
     * @param choices the first becomes the button, the others links below it; may be empty
     */
    public EmptyState(Composite parent, Image image, String title, String text, List<Choice> choices) {
        super(parent, SWT.NONE);
        Style.SURFACE.on(this);
        setLayout(new GridLayout());
        Composite middle = Style.SURFACE.on(new Composite(this, SWT.NONE));
        middle.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, true));
        GridLayout layout = new GridLayout();
        layout.verticalSpacing = Style.GAP;
        middle.setLayout(layout);
        Label picture = Style.SURFACE.on(new Label(middle, SWT.NONE));
        picture.setImage(image);
        picture.setLayoutData(centered());
        Label heading = Style.HEADING.on(new Label(middle, SWT.CENTER));
        heading.setText(title);
        heading.setFont(Style.headingFont(heading));
        heading.setLayoutData(centered());
        Label words = Style.MUTED.on(new Label(middle, SWT.CENTER | SWT.WRAP));
        words.setText(text);
        GridData wide = centered();
        wide.widthHint = TEXT_WIDTH;
        words.setLayoutData(wide);
        for (int i = 0; i < choices.size(); i++) {
            addChoice(middle, choices.get(i), i == 0);
        }
    }

    private static void addChoice(Composite parent, Choice choice, boolean primary) {
        if (primary) {
            Button button = Style.PRIMARY.on(new Button(parent, SWT.PUSH));
            button.setText(choice.text());
            button.addListener(SWT.Selection, event -> choice.run().run());
            GridData data = centered();
            data.verticalIndent = Style.GAP;
            button.setLayoutData(data);
        } else {
            Link link = Style.SURFACE.on(new Link(parent, SWT.NONE));
            link.setText("<a>" + choice.text() + "</a>");
            link.addListener(SWT.Selection, event -> choice.run().run());
            link.setLayoutData(centered());
        }
    }

    private static GridData centered() {
        return new GridData(SWT.CENTER, SWT.CENTER, true, false);
    }
}
