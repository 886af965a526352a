package io.leeward.agent.command;

import io.leeward.agent.folder.DataFolder;
import io.leeward.agent.folder.Json;
import io.leeward.kernel.ByteSize;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeward-agent status}. */
@Command(name = "status", description = "Says how the agent on this machine is doing.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        DataFolder folder = DataFolder.existing(data.folder())
                .filter(any -> any.config().isPresent())
                .orElseThrow(() -> new IssueException(Issue.of(
                        "AGENT-NOT-ENROLLED",
                        Issue.Kind.NOT_FOUND,
                        "No machine is enrolled in " + data.folder() + ".",
                        "Run leeward-agent enrol first, with the same --data.")));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("running", running(folder));
        document.put("name", folder.enrolled().name());
        folder.status().ifPresent(document::putAll);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(document));
        } else {
            show(document, out);
        }
        out.flush();
        return 0;
    }

    private static boolean running(DataFolder folder) {
        Optional<DataFolder.Lock> lock = folder.tryLock();
        lock.ifPresent(DataFolder.Lock::close);
        return lock.isEmpty();
    }

    private static void show(Map<String, Object> document, PrintWriter out) {
        out.println(document.get("name") + ": "
                + (document.get("running").equals(true) ? document.getOrDefault("phase", "starting") : "not running"));
        for (String name : List.of("problem", "controlProblem")) {
            Optional.ofNullable(document.get(name)).ifPresent(text -> out.println("  " + text));
        }
        if (document.get("disks") instanceof List<?> disks) {
            for (Object each : disks) {
                Map<?, ?> disk = (Map<?, ?>) each;
                out.println("  " + disk.get("path") + " (" + new ByteSize((Long) disk.get("bytes")) + "): "
                        + disk.get("note") + ", " + new ByteSize((Long) disk.get("pendingBytes"))
                        + " not in the vault yet");
            }
        }
        if (document.get("lastPoint") instanceof Map<?, ?> point) {
            out.println("  last point " + point.get("pointId") + " cut " + point.get("cutAt") + ", frozen for "
                    + point.get("frozenMillis") + " ms");
        }
    }
}
