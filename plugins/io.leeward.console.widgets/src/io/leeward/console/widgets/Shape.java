package io.leeward.console.widgets;

/** How a status looks before it is read: each has its own outline, so that it is told apart without colour. */
public enum Shape {
    HEALTHY(Token.OK, "<circle cx='12' cy='12' r='7' fill='currentColor'/>"),
    WORKING(
            Token.INFO,
            "<circle cx='12' cy='12' r='6.5' fill='none' stroke='currentColor' stroke-width='2'/>"
                    + "<path d='M12 12 L12 5.5 A6.5 6.5 0 0 1 18.5 12 Z' fill='currentColor'/>"),
    WARNING(
            Token.WARNING,
            "<path d='M12 4 L20.5 19 L3.5 19 Z' fill='currentColor' stroke='currentColor' stroke-linejoin='round'/>"),
    CRITICAL(Token.CRITICAL, "<rect x='5' y='5' width='14' height='14' rx='1' fill='currentColor'/>"),
    UNKNOWN(Token.MUTED, "<circle cx='12' cy='12' r='6.5' fill='none' stroke='currentColor' stroke-width='2'/>");

    private final Token token;
    private final String outline;

    Shape(Token token, String outline) {
        this.token = token;
        this.outline = outline;
    }

    /** The colour that goes with the shape. */
    public Token token() {
        return token;
    }

    /** The shape as SVG in {@code currentColor}. */
    String svg() {
        return "<svg xmlns='http://www.w3.org/2000/svg' width='24' height='24' viewBox='0 0 24 24'>" + outline
                + "</svg>";
    }
}
