package io.leeward.store.control;

import io.leeward.operations.live.EventView.Severity;
import io.leeward.operations.state.EventStore.NewEvent;
import io.leeward.store.system.SystemSources;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;

/** A process that appends events, prints the number of each when it is durable, and goes on until it is killed. */
final class AppendingProcess {
    private static final int THREADS = 3;

    private AppendingProcess() {}

    static void main(String[] arguments) {
        ControlStore store = ControlStore.open(Path.of(arguments[0]), SystemSources.ENTROPY);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                String subject = "thread-" + i;
                threads.submit(() -> append(store, subject));
            }
        }
    }

    private static void append(ControlStore store, String subject) {
        while (true) {
            NewEvent event = new NewEvent(
                    SystemSources.CLOCK.now(), Severity.INFO, subject, "It goes on. ".repeat(50), Optional.empty());
            System.out.println(store.events().append(event).number());
        }
    }
}
