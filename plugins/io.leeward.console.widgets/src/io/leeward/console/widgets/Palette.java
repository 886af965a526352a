package io.leeward.console.widgets;

import java.util.function.Supplier;
import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;

/** The colours of the theme that is on. Ask at each painting: the answer changes with the theme. */
public final class Palette {
    private static final float LIGHTNESS_OF_DARK = 0.5f;

    private final Supplier<ColorRegistry> registry;

    public Palette(Supplier<ColorRegistry> registry) {
        this.registry = registry;
    }

    /** The colour of a token; the system's own where the theme is not loaded yet. */
    public Color of(Token token) {
        Color color = registry.get().get(token.id());
        return color != null ? color : system(token);
    }

    /**
     * A mixture of two tokens.
     *
     * @param share how much of the first, 0 to 1
     */
    public Color blend(Token first, Token second, double share) {
        RGB a = of(first).getRGB();
        RGB b = of(second).getRGB();
        return new Color(mix(a.red, b.red, share), mix(a.green, b.green, share), mix(a.blue, b.blue, share));
    }

    /** Whether light text stands on a dark ground. */
    public boolean dark() {
        return of(Token.SURFACE).getRGB().getHSB()[2] < LIGHTNESS_OF_DARK;
    }

    /** The token's colour as SVG and CSS write it. */
    public String hex(Token token) {
        RGB rgb = of(token).getRGB();
        return String.format("#%02x%02x%02x", rgb.red, rgb.green, rgb.blue);
    }

    private static int mix(int a, int b, double share) {
        return (int) Math.round(a * share + b * (1 - share));
    }

    private static Color system(Token token) {
        int id =
                switch (token) {
                    case BACKGROUND -> SWT.COLOR_WIDGET_BACKGROUND;
                    case SURFACE -> SWT.COLOR_LIST_BACKGROUND;
                    case BORDER -> SWT.COLOR_WIDGET_NORMAL_SHADOW;
                    case ACCENT -> SWT.COLOR_LIST_SELECTION;
                    case TEXT, MUTED, OK, WARNING, CRITICAL, INFO -> SWT.COLOR_LIST_FOREGROUND;
                };
        return Display.getCurrent().getSystemColor(id);
    }
}
