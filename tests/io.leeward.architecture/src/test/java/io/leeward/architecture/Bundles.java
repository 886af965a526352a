package io.leeward.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts and the arrows between them, as the design draws them: a part may import the parts that it points to. */
final class Bundles {

    static final String PREFIX = "io.leeward.";

    /** The parts that know no clock, thread, file, socket or window. */
    static final List<String> PURE = List.of("kernel", "model", "wire", "capture", "vault", "replication");

    private static final Map<String, List<String>> ARROWS = arrows();

    /** Adapters import of these parts only the packages that hold a port which the adapter implements. */
    private static final Map<String, List<String>> PORTS_ONLY = Map.of(
            "azure", List.of("operations", "configserver", "replication"),
            "store", List.of("operations", "configserver", "replication"));

    private Bundles() {}

    private static Map<String, List<String>> arrows() {
        var arrows = new LinkedHashMap<String, List<String>>();
        arrows.put("kernel", List.of());
        arrows.put("model", List.of("kernel"));
        arrows.put("wire", List.of("kernel"));
        arrows.put("capture", List.of("wire", "kernel"));
        arrows.put("vault", List.of("model", "kernel"));
        arrows.put("replication", List.of("vault", "wire", "model", "kernel"));
        arrows.put("operations", List.of("replication", "vault", "model", "kernel"));
        arrows.put("processserver", List.of("operations", "replication", "vault", "wire", "model", "kernel"));
        arrows.put("configserver", List.of("operations", "replication", "vault", "wire", "model", "kernel"));
        arrows.put("door", List.of("operations", "configserver", "wire", "model", "kernel"));
        arrows.put("azure", List.of("operations", "configserver", "replication", "vault", "model", "kernel"));
        arrows.put("store", List.of("operations", "configserver", "replication", "vault", "model", "kernel"));
        arrows.put("tutorial", List.of("operations", "model", "kernel"));
        arrows.put(
                "engine",
                List.of(
                        "tutorial",
                        "store",
                        "azure",
                        "door",
                        "configserver",
                        "processserver",
                        "operations",
                        "replication",
                        "vault",
                        "capture",
                        "wire",
                        "model",
                        "kernel"));
        arrows.put("cli", List.of("operations", "kernel"));
        arrows.put("console.widgets", List.of());
        arrows.put("console", List.of("console.widgets", "operations", "model", "kernel"));
        arrows.put("agent", List.of("capture", "wire", "kernel"));
        arrows.put("simulation", List.of("replication", "vault", "capture", "wire", "model", "kernel"));
        return arrows;
    }

    static Stream<String> names() {
        return ARROWS.keySet().stream();
    }

    static List<String> arrowsOf(String bundle) {
        return ARROWS.get(bundle);
    }

    static boolean onlyThroughPorts(String from, String to) {
        return PORTS_ONLY.getOrDefault(from, List.of()).contains(to);
    }

    static boolean isPure(String bundle) {
        return PURE.contains(bundle);
    }

    static boolean isConsole(String bundle) {
        return bundle.startsWith("console");
    }

    /** The part that a class belongs to; empty for classes of libraries and of the Java platform. */
    static Optional<String> of(JavaClass type) {
        return ofPackage(type.getPackageName());
    }

    static Optional<String> ofPackage(String packageName) {
        return names().filter(name -> (packageName + ".").startsWith(PREFIX + name + "."))
                .max(Comparator.comparingInt(String::length));
    }
}
