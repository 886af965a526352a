package io.leeward.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classes of the product and of the agent, read once from where the build put them. */
final class Compiled {

    private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(folders());

    private Compiled() {}

    static JavaClasses classes() {
        return CLASSES;
    }

    static List<Path> folders() {
        return Tree.productModules().stream()
                .map(module -> module.resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    static JavaClasses only(Class<?>... types) {
        return new ClassFileImporter().importClasses(types);
    }
}
