package io.leeward.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Measures methods with the compiler's own parser. */
final class Methods {

    private Methods() {}

    /**
     * Lines of each method of some sources by their names, annotations included; of methods with one name the longest
     * counts.
     */
    static Map<String, Integer> sizes(Map<String, String> sources) {
        List<Text> texts = sources.entrySet().stream()
                .map(e -> new Text(e.getKey(), e.getValue()))
                .toList();
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null, null, new DiagnosticCollector<>(), List.of("--release", "25", "-proc:none"), null, texts);
        try {
            var sizes = new TreeMap<String, Integer>();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Measure(unit.getSourceFile().getName().substring(1), unit, positions, sizes), null);
            }
            return sizes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Measure extends TreeScanner<Void, Void> {

        private final String file;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Map<String, Integer> sizes;

        Measure(String file, CompilationUnitTree unit, SourcePositions positions, Map<String, Integer> sizes) {
            this.file = file;
            this.unit = unit;
            this.positions = positions;
            this.sizes = sizes;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            sizes.merge(file + "#" + method.getName(), (int) (last - first + 1), Math::max);
            return super.visitMethod(method, nothing);
        }
    }

    private static final class Text extends SimpleJavaFileObject {

        private final String source;

        Text(String file, String source) {
            super(URI.create("string:///" + file), JavaFileObject.Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
