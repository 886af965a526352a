package io.leeward.console.internal.text;

import io.leeward.kernel.ByteSize;
import io.leeward.kernel.Issue;
import io.leeward.model.Health;
import io.leeward.model.Phase;
import io.leeward.model.PointKind;
import io.leeward.model.PointState;
import io.leeward.model.Proof;
import io.leeward.model.Resync;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.machines.MachineView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;

/** How values read on the screen. */
public final class Words {
    /** Stands for a value that does not exist yet. */
    public static final String NONE = "—";

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_CLOCK = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);
    private static final Duration STILL_CLOCK = Duration.ofHours(20);

    private Words() {}

    /**
     * A lag as minutes and seconds, with hours and days where it needs them: {@code 0:42}, {@code 1:02:10}, {@code 3 d
     * 4 h}.
     */
    public static String lag(Duration value) {
        Duration lag = value.isNegative() ? Duration.ZERO : value;
        if (lag.toDays() > 0) {
            return NLS.bind(Messages.words_daysHours, lag.toDays(), lag.toHoursPart());
        }
        return lag.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", lag.toHours(), lag.toMinutesPart(), lag.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", lag.toMinutes(), lag.toSecondsPart());
    }

    /** A length of time in its largest unit: {@code 12 s}, {@code 4 min}, {@code 3 h}, {@code 12 d}. */
    public static String roughly(Duration value) {
        Duration time = value.isNegative() ? Duration.ZERO : value;
        if (time.toDays() > 0) {
            return NLS.bind(Messages.words_days, time.toDays());
        }
        if (time.toHours() > 0) {
            return NLS.bind(Messages.words_hours, time.toHours());
        }
        return time.toMinutes() > 0
                ? NLS.bind(Messages.words_minutes, time.toMinutes())
                : NLS.bind(Messages.words_seconds, time.toSeconds());
    }

    /** How long ago something was. */
    public static String ago(Instant at, Instant now) {
        return NLS.bind(Messages.words_ago, roughly(Duration.between(at, now)));
    }

    /** How long until something, or that it is due. */
    public static String until(Instant at, Instant now) {
        Duration left = Duration.between(now, at);
        return left.isNegative() || left.isZero() ? Messages.words_due : NLS.bind(Messages.words_in, roughly(left));
    }

    /** Date and time to the second. */
    public static String exact(Instant at) {
        return EXACT.format(at.atZone(ZoneId.systemDefault()));
    }

    /** The time of day, with the day when it is not about today. */
    public static String clock(Instant at, Instant now) {
        boolean recent = Duration.between(at, now).abs().compareTo(STILL_CLOCK) < 0;
        return (recent ? CLOCK : DAY_CLOCK).format(at.atZone(ZoneId.systemDefault()));
    }

    public static String bytes(long bytes) {
        return bytes == 0 ? "0" : new ByteSize(bytes).toString();
    }

    public static String rate(long bytesPerSecond) {
        return NLS.bind(Messages.words_perSecond, new ByteSize(Math.max(0, bytesPerSecond)));
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", Math.floor(share * 100));
    }

    public static String phase(Phase phase) {
        return switch (phase) {
            case UNPROTECTED -> Messages.phase_unprotected;
            case ENABLING -> Messages.phase_enabling;
            case INITIAL_COPY -> Messages.phase_initialCopy;
            case PROTECTED -> Messages.phase_protected;
            case FAILING_OVER -> Messages.phase_failingOver;
            case FAILED_OVER -> Messages.phase_failedOver;
            case COMMITTED -> Messages.phase_committed;
            case REPROTECTING -> Messages.phase_reprotecting;
            case DISABLING -> Messages.phase_disabling;
        };
    }

    /** The machine's state in a few words. */
    public static String state(MachineView machine, Instant now) {
        if (machine.health() == Health.UNKNOWN && machine.lastHeard().isPresent()) {
            return NLS.bind(
                    Messages.machines_noContact,
                    phase(machine.phase()),
                    roughly(Duration.between(machine.lastHeard().get(), now)));
        }
        if (machine.progress().isPresent()) {
            String work = machine.resync().state() == Resync.State.COMPARING
                    ? Messages.machines_comparing
                    : phase(machine.phase());
            return NLS.bind(
                    Messages.machines_progress, work, percent(machine.progress().get()));
        }
        if (machine.resync().state() == Resync.State.REQUIRED) {
            return NLS.bind(Messages.machines_resyncRequired, phase(machine.phase()));
        }
        return phase(machine.phase());
    }

    public static String health(Health health) {
        return switch (health) {
            case NORMAL -> Messages.health_normal;
            case WARNING -> Messages.health_warning;
            case CRITICAL -> Messages.health_critical;
            case UNKNOWN -> Messages.health_unknown;
        };
    }

    public static String kind(PointKind kind) {
        return switch (kind) {
            case CRASH_CONSISTENT -> Messages.kind_crash;
            case APP_CONSISTENT -> Messages.kind_app;
            case MULTI_VM -> Messages.kind_group;
        };
    }

    public static String state(PointState state) {
        return switch (state) {
            case PROCESSING -> Messages.point_processing;
            case RECOVERABLE -> Messages.point_recoverable;
            case FAILED -> Messages.point_failed;
        };
    }

    public static String proof(Proof proof) {
        return switch (proof) {
            case STORED -> Messages.proof_stored;
            case VERIFIED -> Messages.proof_verified;
            case BOOTED -> Messages.proof_booted;
        };
    }

    public static String job(JobState state) {
        return switch (state) {
            case WAITING -> Messages.job_waiting;
            case RUNNING -> Messages.job_running;
            case SUCCEEDED -> Messages.job_succeeded;
            case FAILED -> Messages.job_failed;
            case CANCELLED -> Messages.job_cancelled;
            case SKIPPED -> Messages.job_skipped;
        };
    }

    /** All parts of an issue on lines of their own, for the clipboard. */
    public static String details(Issue issue) {
        StringBuilder text = new StringBuilder(issue.message());
        part(text, Messages.issue_cause, issue.cause());
        part(text, Messages.issue_remedy, issue.remedy());
        return text.append('\n')
                .append(NLS.bind(Messages.issue_code, issue.code()))
                .toString();
    }

    /** The value's text, or a dash. */
    public static <T> String orNone(Optional<T> value, java.util.function.Function<T, String> text) {
        return value.map(text).orElse(NONE);
    }

    private static void part(StringBuilder text, String title, String value) {
        if (!value.isEmpty()) {
            text.append('\n').append(NLS.bind(title, value));
        }
    }
}
