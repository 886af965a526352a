package io.leeward.console.internal.app;

import io.leeward.console.internal.text.Images;
import io.leeward.console.widgets.SvgImages;
import java.util.Arrays;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Display;

/** Name and sign of the product. */
final class Branding {
    static final String NAME = "Leeward";

    private static final String LOGO = "logo";
    private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256};

    private Branding() {}

    /** Gives every window the sign of the product. */
    static void apply() {
        Display display = Display.getCurrent();
        String svg = Images.own(LOGO);
        Image[] images = Arrays.stream(SIZES)
                .mapToObj(size -> new Image(display, SvgImages.draw(svg, size)))
                .toArray(Image[]::new);
        Window.setDefaultImages(images);
        display.disposeExec(() -> Arrays.stream(images).forEach(Image::dispose));
    }

    /** The sign in a size, to be disposed with its owner. */
    static Image logo(Display display, int size) {
        String svg = Images.own(LOGO);
        return new Image(display, SvgImages.provider(svg, "", size));
    }
}
