package io.leeward.console.widgets;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Display;

/**
 * Images made from SVG text, in a colour and a size, crisp at every zoom. They are made once for each key, colour and
 * size and live as long as the display: icons times themes, a few hundred at most.
 */
public final class SvgImages {
    private static final int FULL_ZOOM = 100;
    private static final Pattern WIDTH = Pattern.compile("(<svg[^>]*?\\s)width=(['\"])[^'\"]*\\2", Pattern.DOTALL);
    private static final Pattern HEIGHT = Pattern.compile("(<svg[^>]*?\\s)height=(['\"])[^'\"]*\\2", Pattern.DOTALL);

    private record Key(String name, String color, int size) {}

    private final Display display;
    private final Map<Key, Image> images = new HashMap<>();

    public SvgImages(Display display) {
        this.display = display;
        display.disposeExec(() -> images.values().forEach(Image::dispose));
    }

    /**
     * The image; not to be disposed by the caller.
     *
     * @param name what the SVG is called, unique
     * @param svg its text; {@code currentColor} becomes the colour
     * @param color as SVG writes it
     * @param size width and height in points
     */
    public Image image(String name, Supplier<String> svg, String color, int size) {
        return images.computeIfAbsent(
                new Key(name, color, size), key -> new Image(display, provider(svg.get(), color, size)));
    }

    /** The image of a status. */
    public Image mark(Shape shape, Palette palette, int size) {
        return image("shape-" + shape.name(), shape::svg, palette.hex(shape.token()), size);
    }

    /** Draws SVG text at each zoom that is asked for. */
    public static ImageDataProvider provider(String svg, String color, int size) {
        String coloured = svg.replace("currentColor", color);
        return zoom -> draw(coloured, Math.max(1, size * zoom / FULL_ZOOM));
    }

    /**
     * Draws SVG text in the given number of pixels.
     *
     * @throws org.eclipse.swt.SWTException when the text is not SVG
     */
    public static ImageData draw(String svg, int pixels) {
        String sized = HEIGHT.matcher(WIDTH.matcher(svg).replaceFirst("$1width=\"" + pixels + "\""))
                .replaceFirst("$1height=\"" + pixels + "\"");
        return new ImageLoader().load(new ByteArrayInputStream(sized.getBytes(StandardCharsets.UTF_8)))[0];
    }
}
