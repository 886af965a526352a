package io.leeward.console.widgets;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/** Something that needs a hand or is good to know: a mark, what happened, why, what to do, and links. */
public final class Notice extends Composite {
    private static final int MARK_SIZE = 16;

    private final Palette palette;
    private final SvgImages images;

    public Notice(Composite parent, Palette palette, SvgImages images) {
        super(parent, SWT.NONE);
        this.palette = palette;
        this.images = images;
        Style.SURFACE.on(this);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = 0;
        layout.horizontalSpacing = Style.GAP;
        layout.verticalSpacing = Style.STEP;
        setLayout(layout);
    }

    /**
     * Shows a message in place of the one before.
     *
     * @param shape how grave it is
     * @param title one sentence
     * @param details further sentences, empty ones are left out
     * @param links what can be done
     */
    public void show(Shape shape, String title, List<String> details, List<RowNote.Link> links) {
        for (var child : getChildren()) {
            child.dispose();
        }
        Label mark = Style.SURFACE.on(new Label(this, SWT.NONE));
        mark.setImage(images.mark(shape, palette, MARK_SIZE));
        mark.setLayoutData(new GridData(SWT.CENTER, SWT.TOP, false, false));
        wrapped(Style.PLAIN, title);
        details.stream().filter(text -> !text.isEmpty()).forEach(text -> {
            spacer();
            wrapped(Style.MUTED, text);
        });
        for (RowNote.Link choice : links) {
            spacer();
            Link link = Style.SURFACE.on(new Link(this, SWT.NONE));
            link.setText("<a>" + choice.text() + "</a>");
            link.addListener(SWT.Selection, event -> choice.run().run());
        }
        requestLayout();
    }

    private void wrapped(Style style, String text) {
        Label label = style.on(new Label(this, SWT.WRAP));
        label.setText(text);
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.widthHint = 200;
        label.setLayoutData(data);
    }

    private void spacer() {
        Style.SURFACE.on(new Label(this, SWT.NONE));
    }
}
