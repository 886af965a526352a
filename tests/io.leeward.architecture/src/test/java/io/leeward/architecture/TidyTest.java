package io.leeward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sources stay small enough to be read: sizes are in lines, widths in characters. */
class TidyTest {

    private static final int FILE_LINES = 500;
    private static final int METHOD_LINES = 60;
    private static final int LINE_CHARACTERS = 140;

    @Test
    void filesAreShort() {
        assertThat(Ratchet.read(FILE_LINES, "files").violations(fileSizes())).isEmpty();
    }

    @Test
    void methodsAreShort() {
        assertThat(Ratchet.read(METHOD_LINES, "methods").violations(methodSizes()))
                .isEmpty();
    }

    @Test
    void linesAreShort() {
        assertThat(Ratchet.read(LINE_CHARACTERS, "lines").violations(lineWidths()))
                .isEmpty();
    }

    @Test
    void theSourcesHaveBeenLookedAt() {
        assertThat(fileSizes()).hasSizeGreaterThan(80).containsKey("releng/mvn");
        assertThat(methodSizes()).hasSizeGreaterThan(100);
    }

    @Test
    void aMethodIsMeasuredFromItsFirstLineToItsLast() {
        String source = """
                class Example {
                    @Deprecated
                    int one(int a) {
                        Runnable inner = new Runnable() {
                            public void run() {
                                one(1);
                            }
                        };
                        return a;
                    }
                }
                """;

        assertThat(Methods.sizes(Map.of("Example.java", source)))
                .isEqualTo(Map.of("Example.java#one", 9, "Example.java#run", 3));
    }

    @Test
    void theWidestLineOfAFileIsFound() {
        assertThat(width("short\n" + "x".repeat(141) + "\nshort\n")).isEqualTo(141);
    }

    private static Map<String, Integer> fileSizes() {
        return sources().collect(Collectors.toMap(Tree::name, file ->
                (int) Tree.text(file).lines().count()));
    }

    private static Map<String, Integer> lineWidths() {
        return sources().collect(Collectors.toMap(Tree::name, file -> width(Tree.text(file))));
    }

    private static Map<String, Integer> methodSizes() {
        return Methods.sizes(Tree.javaFiles().stream().collect(Collectors.toMap(Tree::name, Tree::text)));
    }

    private static Stream<Path> sources() {
        return Stream.concat(Tree.javaFiles().stream(), Tree.scripts().stream());
    }

    private static int width(String text) {
        return text.lines().mapToInt(String::length).max().orElse(0);
    }
}
