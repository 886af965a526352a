package io.leeward.replication;

import java.time.Duration;
import java.util.Optional;

/**
 * Makes the agent wait while the spool is full. Nothing that was received is dropped, and the machine itself is never
 * held up.
 */
final class Room {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Machine machine;
    private boolean waiting;

    Room(Machine machine) {
        this.machine = machine;
    }

    boolean waiting() {
        return waiting;
    }

    /** Pauses or resumes reading from the agent. */
    void advance() {
        long quota = machine.limits.spool().bytes();
        long reserve = machine.limits.reserve().bytes();
        long used = machine.spoolBytes();
        long free = machine.spool().freeBytes();
        boolean full = used >= quota || free < reserve;
        boolean roomy = used <= quota - quota / 8 && free >= reserve + reserve / 8;
        if (waiting ? roomy : full) {
            waiting = !waiting;
        }
        machine.session.filter(session -> session.paused != waiting).ifPresent(session -> {
            session.paused = waiting;
            machine.add(waiting ? new Effect.PauseReading(session.id) : new Effect.ResumeReading(session.id));
        });
    }

    /** When to look again for free space. */
    Optional<Long> wakeAtNanos() {
        return waiting ? Optional.of(machine.ticker.nanos() + LOOK_EVERY.toNanos()) : Optional.empty();
    }
}
