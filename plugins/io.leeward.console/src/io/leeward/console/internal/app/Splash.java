package io.leeward.console.internal.app;

import io.leeward.console.internal.text.Images;
import io.leeward.console.widgets.SvgImages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** The picture that stands while the workbench starts. */
final class Splash {
    private static final String DRAWING = "splash";
    private static final int SIDE = 480;

    private final Shell shell;
    private final Image image;

    private Splash(Shell shell, Image image) {
        this.shell = shell;
        this.image = image;
    }

    static Splash open(Display display) {
        ImageData data = SvgImages.draw(Images.own(DRAWING), SIDE);
        Image image = new Image(display, data);
        Shell shell = new Shell(display, SWT.NO_TRIM | SWT.ON_TOP);
        Rectangle size = image.getBounds();
        Rectangle screen = display.getPrimaryMonitor().getClientArea();
        shell.setBounds(
                screen.x + (screen.width - size.width) / 2,
                screen.y + (screen.height - size.height) / 2,
                size.width,
                size.height);
        shell.addListener(SWT.Paint, event -> event.gc.drawImage(image, 0, 0));
        shell.open();
        while (display.readAndDispatch()) {
            // paints the picture before the workbench takes the thread
        }
        return new Splash(shell, image);
    }

    /** Takes the picture away; may be called again. */
    void close() {
        if (!shell.isDisposed()) {
            shell.dispose();
            image.dispose();
        }
    }
}
