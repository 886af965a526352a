package io.leeward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.leeward.kernel.fixture.AsksTheWorld;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time, randomness, threads, files and sockets reach the pure parts only through ports. */
class PurityTest {

    /** Types and packages (with a final dot) that a pure part may not name. */
    private static final List<String> FORBIDDEN = List.of(
            "java.awt.",
            "java.io.Console",
            "java.io.File",
            "java.io.RandomAccessFile",
            "java.lang.Process",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.foreign.",
            "java.lang.management.",
            "java.net.",
            "java.nio.channels.",
            "java.nio.file.",
            "java.security.SecureRandom",
            "java.sql.",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.concurrent.",
            "java.util.random.",
            "javax.net.",
            "javax.sql.",
            "org.eclipse.",
            "org.osgi.");

    private static final List<String> ALLOWED_NEVERTHELESS = List.of(
            "java.lang.RuntimeException",
            "java.net.URI",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentMap",
            "java.util.concurrent.TimeUnit",
            "java.util.concurrent.atomic.",
            "org.osgi.annotation.");

    private static final Map<String, Set<String>> FORBIDDEN_CALLS = Map.of(
            "java.lang.Math", Set.of("random"),
            "java.lang.StrictMath", Set.of("random"),
            "java.lang.System",
                    Set.of("nanoTime", "currentTimeMillis", "getenv", "getProperty", "exit", "identityHashCode"),
            "java.util.Collection", Set.of("parallelStream"),
            "java.util.Collections", Set.of("shuffle"),
            "java.util.UUID", Set.of("randomUUID"));

    private static final Set<String> FORBIDDEN_STREAMS = Set.of("System.out", "System.err", "System.in");

    @Test
    void pureBundlesAskOnlyTheirPortsForTheWorld() {
        assertThat(violations(Compiled.classes())).isEmpty();
    }

    @Test
    void pureBundlesHaveBeenLookedAt() {
        assertThat(Bundles.PURE).allSatisfy(bundle -> assertThat(Compiled.classes().stream()
                        .filter(type -> Bundles.of(type).filter(bundle::equals).isPresent()))
                .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Clock",
                "java.time.Instant.now",
                "java.time.LocalDate.now",
                "java.lang.System.nanoTime",
                "java.lang.System.currentTimeMillis",
                "java.lang.System.getenv",
                "java.lang.System.out",
                "java.lang.Math.random",
                "java.util.Random",
                "java.util.Collections.shuffle",
                "java.util.concurrent.ThreadLocalRandom",
                "java.security.SecureRandom",
                "java.util.UUID.randomUUID",
                "java.lang.Thread",
                "java.util.concurrent.Executors",
                "java.util.concurrent.CompletableFuture",
                "java.util.stream.Stream.parallel",
                "java.io.File",
                "java.io.FileInputStream",
                "java.nio.file.Files",
                "java.nio.channels.FileChannel",
                "java.net.Socket"
            })
    void eachWayToAskTheWorldIsFound(String way) {
        assertThat(violations(Compiled.only(AsksTheWorld.class)))
                .anySatisfy(found -> assertThat(found).endsWith(way));
    }

    @Test
    void whatOnlyLooksAlikeIsAllowed() {
        assertThat(violations(Compiled.only(AsksTheWorld.Harmless.class))).isEmpty();
    }

    private static List<String> violations(JavaClasses classes) {
        var found = new TreeSet<String>();
        for (JavaClass type : classes) {
            if (Bundles.of(type).filter(Bundles::isPure).isPresent()) {
                Stream.concat(forbiddenTypes(type), forbiddenCalls(type))
                        .forEach(what -> found.add(type.getName() + " uses " + what));
            }
        }
        return List.copyOf(found);
    }

    private static Stream<String> forbiddenTypes(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getName())
                .filter(PurityTest::isForbidden);
    }

    private static boolean isForbidden(String name) {
        return FORBIDDEN.stream().anyMatch(name::startsWith)
                && ALLOWED_NEVERTHELESS.stream().noneMatch(name::startsWith);
    }

    private static Stream<String> forbiddenCalls(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .filter(PurityTest::isForbidden)
                .map(PurityTest::name);
    }

    private static boolean isForbidden(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String member = access.getTarget().getName();
        boolean now = owner.startsWith("java.time.") && member.equals("now");
        boolean parallel = owner.startsWith("java.util.stream.") && member.equals("parallel");
        boolean named = FORBIDDEN_CALLS.getOrDefault(owner, Set.of()).contains(member);
        return now || parallel || named || FORBIDDEN_STREAMS.stream().anyMatch(name(access)::endsWith);
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }
}
