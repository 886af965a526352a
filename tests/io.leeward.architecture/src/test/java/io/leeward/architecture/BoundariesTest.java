package io.leeward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.leeward.door.fixture.ReachesInside;
import io.leeward.door.fixture.Serializes;
import io.leeward.door.fixture.ShowsAWindow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** Widgets stay in the console, internals in their bundle, and nothing is written with Java serialization. */
class BoundariesTest {

    private static final List<String> WIDGETS =
            List.of("org.eclipse.swt.", "org.eclipse.jface.", "org.eclipse.ui.", "org.eclipse.e4.ui.");

    private static final List<String> SERIALIZATION =
            List.of("java.io.ObjectInputStream", "java.io.ObjectOutputStream");

    @Test
    void onlyTheConsoleKnowsWidgets() {
        assertThat(violations(Compiled.classes(), BoundariesTest::isWidgetOutsideTheConsole))
                .isEmpty();
        assertThat(violations(Compiled.only(ShowsAWindow.class), BoundariesTest::isWidgetOutsideTheConsole))
                .isNotEmpty();
    }

    @Test
    void theConsoleHasBeenLookedAt() {
        assertThat(violations(Compiled.classes(), (from, to) -> isWidget(to))).isNotEmpty();
    }

    @Test
    void nothingIsWrittenWithJavaSerialization() {
        assertThat(violations(Compiled.classes(), (from, to) -> isSerialization(to)))
                .isEmpty();
        assertThat(violations(Compiled.only(Serializes.class), (from, to) -> isSerialization(to)))
                .isNotEmpty();
    }

    @Test
    void internalsAreUsedOnlyByTheirOwnBundle() {
        assertThat(violations(Compiled.classes(), BoundariesTest::isForeignInternal))
                .isEmpty();
        assertThat(violations(Compiled.only(ReachesInside.class), BoundariesTest::isForeignInternal))
                .isNotEmpty();
    }

    @Test
    void internalsAreNotExported() {
        List<Path> manifests = Tree.productModules().stream()
                .filter(module -> !module.endsWith("agent"))
                .map(BoundariesTest::manifest)
                .toList();

        assertThat(manifests).hasSizeGreaterThan(10).allSatisfy(manifest -> assertThat(exports(Tree.text(manifest)))
                .as(Tree.name(manifest))
                .doesNotContain(".internal"));
        assertThat(exports("Manifest-Version: 1.0\nExport-Package: io.leeward.a,io.leeward.a.inter\n nal\n"))
                .contains(".internal");
    }

    private static Path manifest(Path module) {
        Path written = module.resolve("META-INF/MANIFEST.MF");
        return Files.exists(written) ? written : module.resolve("target/classes/META-INF/MANIFEST.MF");
    }

    private static String exports(String manifest) {
        try {
            var parsed = new Manifest(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)));
            return String.valueOf(parsed.getMainAttributes().getValue("Export-Package"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWidgetOutsideTheConsole(JavaClass from, JavaClass to) {
        return isWidget(to) && Bundles.of(from).filter(Bundles::isConsole).isEmpty();
    }

    private static boolean isWidget(JavaClass type) {
        return WIDGETS.stream().anyMatch(type.getName()::startsWith);
    }

    private static boolean isSerialization(JavaClass type) {
        return SERIALIZATION.stream().anyMatch(type.getName()::startsWith);
    }

    private static boolean isForeignInternal(JavaClass from, JavaClass to) {
        boolean internal = (to.getPackageName() + ".").contains(".internal.");
        return internal && Bundles.of(to).isPresent() && !Bundles.of(to).equals(Bundles.of(from));
    }

    private static List<String> violations(JavaClasses classes, BiPredicate<JavaClass, JavaClass> forbidden) {
        var found = new TreeSet<String>();
        for (JavaClass type : classes) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> forbidden.test(type, target))
                    .forEach(target -> found.add(type.getName() + " uses " + target.getName()));
        }
        return List.copyOf(found);
    }
}
