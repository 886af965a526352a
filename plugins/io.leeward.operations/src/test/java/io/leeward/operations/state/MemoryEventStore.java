package io.leeward.operations.state;

import io.leeward.operations.live.EventView;
import java.util.ArrayList;
import java.util.List;

final class MemoryEventStore implements EventStore {
    private final List<EventView> events = new ArrayList<>();
    private long newest;

    @Override
    public synchronized EventView append(NewEvent event) {
        EventView view =
                new EventView(++newest, event.at(), event.severity(), event.subject(), event.text(), event.issue());
        events.add(view);
        return view;
    }

    @Override
    public synchronized List<EventView> list(Filter filter, int limit) {
        return events.reversed().stream()
                .filter(event -> filter.subject().map(event.subject()::equals).orElse(true))
                .filter(event -> event.severity().compareTo(filter.least()) >= 0)
                .filter(event -> filter.before().isEmpty()
                        || event.number() < filter.before().getAsLong())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long newest() {
        return newest;
    }

    @Override
    public synchronized int prune(int keep) {
        int surplus = Math.max(0, events.size() - keep);
        events.subList(0, surplus).clear();
        return surplus;
    }
}
