package io.leeward.console.internal.live;

import io.leeward.kernel.Issue;
import io.leeward.operations.Operations;
import io.leeward.operations.live.Snapshot;

/** What the console knows of the engine. */
public sealed interface Situation {
    /** The engine has been asked to start and has not answered yet. */
    record Starting() implements Situation {}

    /** The engine cannot be used. */
    record Down(Issue issue) implements Situation {}

    /** The engine runs and this is what it says. */
    record Running(Operations operations, Snapshot snapshot) implements Situation {}
}
