package io.leeward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.leeward.azure.fixture.ReachesPastThePorts;
import io.leeward.azure.fixture.SpeaksOfBlobs;
import io.leeward.kernel.fixture.ReachesForTheModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArrowsTest {

    @Test
    void everyModuleWithSourcesHasBeenLookedAt() {
        var missing = Tree.productModules().stream()
                .filter(module -> Tree.javaFiles().stream().anyMatch(file -> file.startsWith(module)))
                .map(module -> module.resolve("target/classes"))
                .filter(Predicate.not(Compiled.folders()::contains))
                .map(Tree::name)
                .toList();

        assertThat(missing).isEmpty();
        assertThat(Compiled.classes().size()).isGreaterThan(60);
    }

    @Test
    void everyClassBelongsToAKnownPart() {
        assertThat(Compiled.classes().stream()
                        .filter(type -> Bundles.of(type).isEmpty())
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void partsImportOnlyWhatTheirArrowsPointTo() {
        assertThat(violations(Compiled.classes())).isEmpty();
    }

    @Test
    void anArrowAgainstTheDesignIsFound() {
        assertThat(violations(Compiled.only(ReachesForTheModel.class)))
                .anySatisfy(found -> assertThat(found).contains("kernel may not import model"));
    }

    @Test
    void anAdapterThatReachesPastThePortsIsFound() {
        assertThat(violations(Compiled.only(ReachesPastThePorts.class))).anySatisfy(found -> assertThat(found)
                .contains("azure implements no port of io.leeward.operations.jobs"));
        assertThat(violations(Compiled.only(SpeaksOfBlobs.class))).isEmpty();
    }

    @Test
    void modulesDependOnExactlyTheirArrows() {
        for (Path module : Tree.productModules()) {
            String bundle = bundleOf(module);
            assertThat(Set.copyOf(Poms.leewardDependencies(module.resolve("pom.xml"))))
                    .as("modules that %s depends on", bundle)
                    .isEqualTo(Set.copyOf(Bundles.arrowsOf(bundle)));
        }
    }

    private static String bundleOf(Path module) {
        String folder = module.getFileName().toString();
        return folder.startsWith(Bundles.PREFIX) ? folder.substring(Bundles.PREFIX.length()) : folder;
    }

    private static List<String> violations(JavaClasses classes) {
        var found = new TreeSet<String>();
        for (JavaClass type : classes) {
            String from = Bundles.of(type).orElseThrow();
            Set<String> ports = portTypes(classes, from);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                Bundles.of(target)
                        .filter(Predicate.not(from::equals))
                        .flatMap(to -> objection(from, to, target, ports))
                        .ifPresent(objection -> found.add(type.getName() + ": " + objection));
            }
        }
        return List.copyOf(found);
    }

    private static Optional<String> objection(String from, String to, JavaClass target, Set<String> ports) {
        if (!Bundles.arrowsOf(from).contains(to)) {
            return Optional.of(from + " may not import " + to + " (" + target.getName() + ")");
        }
        if (Bundles.onlyThroughPorts(from, to) && !ports.contains(target.getName())) {
            return Optional.of(from + " implements no port of " + target.getPackageName());
        }
        return Optional.empty();
    }

    /** Everything in the packages whose ports a bundle implements, and the types that those packages speak of. */
    private static Set<String> portTypes(JavaClasses classes, String bundle) {
        Set<String> packages = classes.stream()
                .filter(type -> Bundles.of(type).filter(bundle::equals).isPresent())
                .flatMap(type -> type.getAllRawInterfaces().stream())
                .map(JavaClass::getPackageName)
                .collect(Collectors.toUnmodifiableSet());
        return classes.stream()
                .filter(type -> packages.contains(type.getPackageName()))
                .flatMap(type -> Stream.concat(Stream.of(type), spokenOf(type)))
                .map(JavaClass::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<JavaClass> spokenOf(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType());
    }
}
