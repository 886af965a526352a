package io.leeward.console.internal.text;

import io.leeward.console.widgets.Palette;
import io.leeward.console.widgets.Shape;
import io.leeward.console.widgets.SvgImages;
import io.leeward.console.widgets.Token;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.graphics.Image;
import org.osgi.framework.FrameworkUtil;

/** Every icon of the console: names of one SVG set, coloured from the tokens of the theme that is on. */
public enum Images {
    PROTECT("shield-check"),
    MONITOR("activity"),
    MACHINE("server"),
    VAULT("vault"),
    ATTACH("plug"),
    POLICY("scroll-text"),
    KEY("key-round"),
    POINT("history"),
    CUT("camera"),
    RECOVER("hard-drive-download"),
    RESYNC("refresh-cw"),
    DISABLE("shield-off"),
    OPEN("external-link"),
    PIN("pin"),
    RELEASE("pin-off"),
    TAG("tag"),
    CANCEL("x"),
    RESUME("play"),
    COPY("copy"),
    CHECK("check"),
    SEARCH("search"),
    TABLE("table"),
    CHART("chart-line"),
    FOLDER("folder"),
    CLOUD("cloud"),
    JOB("list-checks"),
    EVENT("bell"),
    CONFIGURATION_SERVER("waypoints"),
    PROCESS_SERVER("database-zap"),
    MASTER_TARGET("hard-drive-upload"),
    WAIT("loader"),
    SKIPPED("circle-dashed"),
    SUCCEEDED("circle-check"),
    FAILED("circle-x"),
    RUNNING("circle-play"),
    QUEUED("circle-pause"),
    PREFERENCES("settings"),
    ABOUT("info"),
    EXIT("log-out");

    /** Side of an icon in trees and tables, in points. */
    public static final int SMALL = 16;
    /** Side of an icon in tool bars, in points. */
    public static final int TOOL = 20;
    /** Side of the picture of an empty view, in points. */
    public static final int LARGE = 48;

    private static final String SET = "org.webjars.npm.lucide-static";
    private static final String FOLDER_OF_SET = "META-INF/resources/webjars/lucide-static/0.468.0/icons/";
    private static final String OWN_FOLDER = "branding/";

    private final String file;

    Images(String file) {
        this.file = file;
    }

    /** The icon as an image that lives as long as the display. */
    public Image image(SvgImages images, Palette palette, Token color, int size) {
        return images.image(file, this::svg, palette.hex(color), size);
    }

    /** The icon for an action, in the colour of text. */
    public ImageDescriptor descriptor(Palette palette) {
        return descriptor(palette, Token.TEXT, SMALL);
    }

    /** The icon in a colour and size. */
    public ImageDescriptor descriptor(Palette palette, Token color, int size) {
        return ImageDescriptor.createFromImageDataProvider(SvgImages.provider(svg(), palette.hex(color), size));
    }

    /** A status as an icon. */
    public static ImageDescriptor descriptor(Shape shape, Palette palette, SvgImages images) {
        return ImageDescriptor.createFromImage(images.mark(shape, palette, SMALL));
    }

    /** The text of one of our own drawings: logo, splash. */
    public static String own(String name) {
        return read(FrameworkUtil.getBundle(Images.class).getEntry(OWN_FOLDER + name + ".svg"), name);
    }

    /** The text of the drawing, in {@code currentColor}. */
    public String svg() {
        return read(Platform.getBundle(SET).getEntry(FOLDER_OF_SET + file + ".svg"), name().toLowerCase(Locale.ROOT));
    }

    private static String read(URL place, String name) {
        if (place == null) {
            throw new IllegalStateException("The drawing " + name + " is not part of this product.");
        }
        try (InputStream in = place.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
