package io.leeward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.architecture.Poms.Artifact;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every library is known with its licence, and each licence lets Leeward be passed on. */
class LicencesTest {

    private static final Pattern LINE = Pattern.compile("([\\w.-]+:[\\w.-]+)\\s+(\\S.*)");

    private static final Set<String> ALLOWED = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-1.0",
            "EPL-2.0",
            "ISC",
            "MIT",
            "MIT-0",
            "MPL-2.0",
            "Unicode-3.0",
            "W3C-19980720");

    @Test
    void everyLibraryIsListedAndNothingElseIs() {
        var used = Stream.concat(Poms.target().stream(), ClassPath.artifacts().stream())
                .map(Artifact::key)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).hasSizeGreaterThan(100);
        assertThat(listed().keySet()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void everyLicenceAllowsRedistribution() {
        assertThat(listed()).allSatisfy((library, licence) -> assertThat(allows(licence))
                .as(library + " under " + licence)
                .isTrue());
    }

    @Test
    void aLicenceThatDoesNotIsFound() {
        assertThat(allows("AGPL-3.0-only")).isFalse();
        assertThat(allows("MIT AND SSPL-1.0")).isFalse();
        assertThat(allows("LGPL-2.1-only OR Apache-2.0")).isTrue();
    }

    private static boolean allows(String licence) {
        return Arrays.stream(licence.split(" OR "))
                .anyMatch(choice -> Arrays.stream(choice.split(" AND ")).allMatch(ALLOWED::contains));
    }

    private static Map<String, String> listed() {
        return Tree.text(Tree.ROOT.resolve("LICENSES"))
                .lines()
                .map(LINE::matcher)
                .filter(line -> line.matches())
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
    }
}
