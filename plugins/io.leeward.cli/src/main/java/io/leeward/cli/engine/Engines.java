package io.leeward.cli.engine;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.remote.RunningEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds or starts the engine that a command needs. */
public final class Engines {
    private Engines() {}

    /**
     * The engine that runs with this data folder.
     *
     * @throws IssueException ENGINE-NOT-RUNNING
     */
    public static Calls running(Path data) {
        return RemoteCalls.to(data).orElseThrow(() -> new IssueException(notRunning(data)));
    }

    /** The engine that runs with this data folder, or else one started in this process. */
    public static Calls runningOrOwn(Path data) {
        return RemoteCalls.to(data).orElseGet(() -> LocalCalls.start(data));
    }

    /**
     * Runs an engine in this process until the process is told to end.
     *
     * @param properties address and ports, as framework properties
     * @param up told when the engine is up
     */
    public static void serve(Path data, Map<String, String> properties, Consumer<RunningEngine> up) {
        Map<String, String> all = new TreeMap<>(properties);
        all.put(EngineSettings.MODE, "server");
        all.put(EngineSettings.DATA, data.toString());
        Framework framework = Framework.start(all);
        Thread ending = new Thread(framework::close, "leeward-end");
        try {
            RunningEngine running = framework.await(RunningEngine.class);
            Runtime.getRuntime().addShutdownHook(ending);
            up.accept(running);
        } catch (RuntimeException e) {
            framework.close();
            throw e;
        }
        framework.awaitStop();
    }

    private static Issue notRunning(Path data) {
        return Issue.of(
                "ENGINE-NOT-RUNNING",
                Issue.Kind.NOT_REACHABLE,
                "No engine is running with the data folder " + data + ".",
                "Start one with \"leeward engine run --data " + data + "\".");
    }
}
