package io.leeward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.architecture.Poms.Artifact;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the tests run on is what the product ships: one version per library. */
class VersionsTest {

    private static final Map<String, String> LISTS_OF_VERSIONS = Map.of(
            "org.junit:junit-bom", "org.junit.jupiter",
            "com.fasterxml.jackson:jackson-bom", "com.fasterxml.jackson",
            "org.eclipse.jetty:jetty-bom", "org.eclipse.jetty");

    @Test
    void theTargetPlatformAndTheProjectsAgreeOnVersions() {
        assertThat(Poms.target()).hasSizeGreaterThan(100);
        assertThat(Poms.managed()).hasSizeGreaterThan(10);
        assertThat(disagreements(Poms.target(), Poms.managed())).isEmpty();
    }

    @Test
    void theTargetPlatformAndTheClassPathOfTheTestsAgreeOnVersions() {
        assertThat(ClassPath.artifacts()).hasSizeGreaterThan(20);
        assertThat(disagreements(Poms.target(), ClassPath.artifacts())).isEmpty();
    }

    @Test
    void aDisagreementIsFound() {
        var target =
                List.of(new Artifact("g", "a", "1"), new Artifact("com.fasterxml.jackson.core", "jackson-core", "2"));

        assertThat(disagreements(target, List.of(new Artifact("g", "a", "2")))).hasSize(1);
        assertThat(disagreements(target, List.of(new Artifact("com.fasterxml.jackson", "jackson-bom", "3"))))
                .hasSize(1);
        assertThat(disagreements(target, List.of(new Artifact("g", "a", "1")))).isEmpty();
    }

    private static List<String> disagreements(Collection<Artifact> target, Collection<Artifact> projects) {
        Map<String, String> versions =
                projects.stream().collect(Collectors.toMap(Artifact::key, Artifact::version, (a, b) -> a));
        return target.stream()
                .flatMap(shipped -> expected(shipped, versions)
                        .filter(version -> !version.equals(shipped.version()))
                        .map(version -> shipped.key() + " is " + shipped.version() + " in the target and " + version
                                + " in the projects")
                        .stream())
                .toList();
    }

    private static Optional<String> expected(Artifact shipped, Map<String, String> versions) {
        return Optional.ofNullable(versions.get(shipped.key())).or(() -> LISTS_OF_VERSIONS.entrySet().stream()
                .filter(list -> shipped.group().startsWith(list.getValue()))
                .map(list -> versions.get(list.getKey()))
                .filter(version -> version != null)
                .findFirst());
    }
}
