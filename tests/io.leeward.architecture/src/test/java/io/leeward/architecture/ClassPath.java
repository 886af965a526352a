package io.leeward.architecture;

import io.leeward.architecture.Poms.Artifact;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The libraries that the tests of this module, and with them all parts of the product, run on. */
final class ClassPath {

    /** Where Maven keeps a library: {@code .../repository/GROUP/NAME/VERSION/NAME-VERSION.jar}. */
    private static final Pattern IN_REPOSITORY =
            Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar");

    private ClassPath() {}

    static List<Artifact> artifacts() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .map(ClassPath::artifact)
                .flatMap(Optional::stream)
                .filter(artifact -> !artifact.group().equals("io.leeward"))
                .toList();
    }

    private static Optional<Artifact> artifact(String entry) {
        return Optional.of(IN_REPOSITORY.matcher(entry))
                .filter(matcher -> matcher.matches())
                .map(found -> new Artifact(found.group(1).replace('/', '.'), found.group(2), found.group(3)));
    }
}
