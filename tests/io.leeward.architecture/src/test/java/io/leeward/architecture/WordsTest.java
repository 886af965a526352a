package io.leeward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Words that have no place in the project. Each is written here in two pieces, so that this file keeps its own rule.
 */
class WordsTest {

    private record Rule(String why, Pattern word, Pattern files) {

        Stream<String> violations(String file, String text) {
            if (!files.matcher(file).find()) {
                return Stream.empty();
            }
            Matcher found = word.matcher(text);
            return found.results().map(hit -> file + ":" + lineOf(text, hit.start()) + " " + why + ": " + hit.group());
        }

        private static long lineOf(String text, int position) {
            return text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
        }
    }

    private static final String TEXT =
            "\\.(java|md|xml|sh|properties|target|feature|product|ya?ml|json|css|txt|config|bnd|MF)$|^releng/|^\\.ci/|^LICENSES$";
    private static final String JAVA = "\\.java$";
    private static final String TESTS = "(^tests/|/src/test/|/src_test/).*\\.java$";
    private static final String PRODUCT = "/src/main/java/(?!.*/Main\\.java$).*\\.java$|/src/io/.*\\.java$";

    private static final List<Rule> RULES = List.of(
            rule("left unfinished", "\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b", TEXT),
            rule("left unfinished", "new\\s+Unsupported" + "OperationException", JAVA),
            rule("a folder of one machine", "(?<![\\w.}/])/(wo" + "rk|home/\\w+|tmp/wt)/", TEXT),
            rule(
                    "the host of a registry",
                    "repo1?\\.mav" + "en\\.|registry\\.np" + "mjs|deb\\.deb" + "ian|\\.sona" + "type\\.",
                    TEXT),
            rule("a test that is off", "@Dis" + "abled\\b", TESTS),
            rule("a test that waits for time to pass", "Thread\\.sl" + "eep\\(|TimeUnit\\.\\w+\\.sl" + "eep\\(", TESTS),
            rule("a stack trace shown to a person", "printSt" + "ackTrace\\(", JAVA),
            rule("leaves the Java machine", "System\\.ex" + "it\\(", PRODUCT));

    @Test
    void noForbiddenWordIsInTheTree() {
        assertThat(Tree.files().stream().flatMap(WordsTest::violations)).isEmpty();
    }

    @Test
    void eachForbiddenWordIsFound() {
        assertThat(violations("docs/a.md", "later: TO" + "DO"))
                .singleElement()
                .asString()
                .startsWith("docs/a.md:1 left unfinished");
        assertThat(violations("plugins/a/src/main/java/A.java", "new Unsupported" + "OperationException()"))
                .isNotEmpty();
        assertThat(violations("releng/x", "cd /wo" + "rk/main")).isNotEmpty();
        assertThat(violations("pom.xml", "https://repo1.mav" + "en.org/x")).isNotEmpty();
        assertThat(violations("tests/a/src/A.java", "\n@Dis" + "abled"))
                .singleElement()
                .asString()
                .contains(":2 ");
        assertThat(violations("plugins/a/src/test/java/A.java", "Thread.sl" + "eep(5)"))
                .isNotEmpty();
        assertThat(violations("agent/src/main/java/A.java", "e.printSt" + "ackTrace()"))
                .isNotEmpty();
        assertThat(violations("agent/src/main/java/A.java", "System.ex" + "it(1)"))
                .isNotEmpty();
    }

    @Test
    void harmlessTextIsLeftAlone() {
        assertThat(violations("agent/src/main/java/io/Main.java", "System.ex" + "it(1)"))
                .isEmpty();
        assertThat(violations("docs/a.md", "the framework/bundle and todo in Spanish"))
                .isEmpty();
    }

    private static Rule rule(String why, String word, String files) {
        return new Rule(why, Pattern.compile(word), Pattern.compile(files));
    }

    private static Stream<String> violations(Path file) {
        return violations(Tree.name(file), Tree.text(file));
    }

    private static Stream<String> violations(String file, String text) {
        return RULES.stream().flatMap(rule -> rule.violations(file, text));
    }
}
