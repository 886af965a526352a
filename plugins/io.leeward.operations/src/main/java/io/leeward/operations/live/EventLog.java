package io.leeward.operations.live;

import java.util.List;
import java.util.Optional;

/** What happened. */
public interface EventLog {
    /** The most recent events, newest first, at most {@code limit}; only those of one subject when it is given. */
    List<EventView> list(int limit, Optional<String> subject);
}
