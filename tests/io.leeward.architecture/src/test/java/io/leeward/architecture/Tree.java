package io.leeward.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The source tree on disk. */
final class Tree {

    static final Path ROOT = Path.of(System.getProperty("leeward.root")).toAbsolutePath();

    private static final Set<String> NOT_SOURCES = Set.of(".git", "target", "node_modules", ".idea", ".settings");

    private Tree() {}

    /** Every file of the tree that is kept under version control, in the order of their names. */
    static List<Path> files() {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return isSourceFolder(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return files;
    }

    private static boolean isSourceFolder(Path folder) {
        boolean target = folder.equals(ROOT.resolve("releng/target"));
        return target || !NOT_SOURCES.contains(folder.getFileName().toString());
    }

    static List<Path> javaFiles() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /** The scripts: what begins with the line that names its interpreter, and the shell pieces that they share. */
    static List<Path> scripts() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".sh") || text(file).startsWith("#!"))
                .toList();
    }

    /** Folders of the modules that hold Java sources and are part of the product or of the agent. */
    static List<Path> productModules() {
        try (Stream<Path> plugins = Files.list(ROOT.resolve("plugins"))) {
            return Stream.concat(plugins, Stream.of(ROOT.resolve("agent")))
                    .filter(module -> Files.exists(module.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The content of a file; a byte that is no UTF-8 shows as a replacement mark, so that pictures can be looked at
     * too.
     */
    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return file.startsWith(ROOT) ? ROOT.relativize(file).toString() : file.toString();
    }
}
