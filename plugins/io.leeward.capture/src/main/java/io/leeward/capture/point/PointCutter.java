package io.leeward.capture.point;

import io.leeward.capture.disk.CapturedDisk;
import io.leeward.capture.port.Freezer;
import io.leeward.capture.port.Scripts;
import io.leeward.capture.send.Sender;
import io.leeward.kernel.Clock;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Ticker;
import io.leeward.kernel.bytes.Extent;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage.CutPoint;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts recovery points. A point goes through: passes until little is left; freeze; a look at every disk, whose
 * differences are kept in memory; thaw; sending exactly these; a marker on every disk. Between the look and the markers
 * nothing else may be sent, so that the journal up to the marker is the disk at the freeze. Every request ends with
 * markers on all disks or with a reason, unless the session ends first. Not thread-safe.
 */
public final class PointCutter {
    /** Requests that wait behind the present one. */
    private static final int MOST_WAITING = 4;

    private static final int CRASH_CONSISTENT = 0;
    private static final int APP_CONSISTENT = 1;

    private final List<CapturedDisk> disks;
    private final Freezer freezer;
    private final Scripts scripts;
    private final Sender sender;
    private final Clock clock;
    private final Ticker ticker;
    private final CutSettings settings;
    private final Deque<CutPoint> waiting = new ArrayDeque<>();
    private Optional<Approach> approach = Optional.empty();
    private Optional<Cut> cut = Optional.empty();
    private Optional<LastCut> last = Optional.empty();

    /** A point whose time has not come: passes go on. */
    private static final class Approach {
        private final CutPoint request;
        private final long deadline;
        private final List<Long> passesBefore = new ArrayList<>();
        private int freezes;
        private boolean passNeeded;

        Approach(CutPoint request, long deadline, List<CapturedDisk> disks) {
            this.request = request;
            this.deadline = deadline;
            disks.forEach(disk -> passesBefore.add(disk.passes()));
        }
    }

    /** A point that was cut and is being sent. */
    private record Cut(CutPoint request, Instant at, Staging staging) {}

    /** The newest point that was cut, and for how long everything was frozen. */
    public record LastCut(String point, Instant at, long frozenMillis) {}

    public PointCutter(
            List<CapturedDisk> disks,
            Freezer freezer,
            Scripts scripts,
            Sender sender,
            Clock clock,
            Ticker ticker,
            CutSettings settings) {
        this.disks = List.copyOf(disks);
        this.freezer = freezer;
        this.scripts = scripts;
        this.sender = sender;
        this.clock = clock;
        this.ticker = ticker;
        this.settings = settings;
    }

    /** Takes a request. */
    public void request(CutPoint request) {
        if (waiting.size() >= MOST_WAITING) {
            refuse(
                    request,
                    Issue.of(
                            "POINT-BUSY",
                            Issue.Kind.NOT_ALLOWED,
                            "No recovery point was cut: " + MOST_WAITING
                                    + " others are waiting to be cut on this machine.",
                            "Wait for them, and ask for points less often."));
        } else {
            waiting.add(request);
        }
    }

    /** The session ended: what was asked for in it is forgotten. */
    public void abandon() {
        waiting.clear();
        approach = Optional.empty();
        cut = Optional.empty();
    }

    /** Whether only the cutter may send now. */
    public boolean sending() {
        return cut.isPresent();
    }

    /** Whether another pass over this disk is needed before the freeze. */
    public boolean wantsPass(CapturedDisk disk) {
        return approach.isPresent() && !passedEnough(approach.get(), disk);
    }

    public Optional<LastCut> lastCut() {
        return last;
    }

    /** Goes on as far as is possible without waiting; whether anything was done. */
    public boolean step() {
        if (cut.isPresent()) {
            return send(cut.get());
        }
        if (approach.isEmpty() && !waiting.isEmpty()) {
            long deadline = ticker.nanos() + settings.patience().toNanos();
            approach = Optional.of(new Approach(waiting.poll(), deadline, disks));
        }
        return approach.isPresent() && approach(approach.get());
    }

    private boolean approach(Approach now) {
        Optional<Issue> obstacle =
                disks.stream().flatMap(disk -> disk.obstacle().stream()).findFirst();
        if (obstacle.isEmpty() && ticker.nanos() - now.deadline > 0) {
            obstacle = Optional.of(disks.stream()
                    .filter(disk -> !disk.compared())
                    .findFirst()
                    .map(CapturedDisk::notReady)
                    .orElseGet(this::tooBusy));
        }
        if (obstacle.isPresent()) {
            refuse(now.request, obstacle.get());
            return true;
        }
        if (!disks.stream()
                .allMatch(disk -> passedEnough(now, disk) && disk.hrl().pendingBytes() <= settings.littleBytes())) {
            return false;
        }
        freeze(now);
        return true;
    }

    private boolean passedEnough(Approach now, CapturedDisk disk) {
        long since = disk.passes() - now.passesBefore.get(disk.index());
        if (!disk.compared()) {
            return false;
        }
        boolean little = disk.lastFound() <= settings.littleBytes() && (since > 0 || !now.passNeeded);
        return little || since >= settings.mostPasses();
    }

    private void freeze(Approach now) {
        now.freezes++;
        Optional<Issue> failure = prepare(now.request);
        Staging staging = new Staging(disks.size(), settings.stagingBytes());
        boolean again = false;
        if (failure.isEmpty()) {
            try {
                Instant at = frozen(now.request, staging);
                cut = Optional.of(new Cut(now.request, at, staging));
            } catch (FrozenLook.Fruitless e) {
                failure = Optional.of(e.issue());
                again = e.again() && now.freezes < settings.mostFreezes();
            }
        }
        Optional<Issue> afterwards = release(now.request);
        failure = failure.isPresent() ? failure : afterwards;
        if (failure.isEmpty()) {
            approach = Optional.empty();
            markStaged(staging);
        } else {
            cut = Optional.empty();
            goOnAfter(now, failure.get(), again && afterwards.isEmpty());
        }
    }

    private void goOnAfter(Approach now, Issue failure, boolean again) {
        if (again) {
            now.passNeeded = true;
            disks.forEach(disk -> now.passesBefore.set(disk.index(), disk.passes()));
        } else {
            refuse(now.request, failure);
        }
    }

    private Optional<Issue> prepare(CutPoint request) {
        return request.appConsistent() ? issue(scripts.before(request.point())) : Optional.empty();
    }

    private Optional<Issue> release(CutPoint request) {
        return request.appConsistent() ? issue(scripts.after(request.point())) : Optional.empty();
    }

    private static Optional<Issue> issue(Outcome<Scripts.Ran> outcome) {
        return switch (outcome) {
            case Outcome.Done<Scripts.Ran>(Scripts.Ran ran) -> Optional.empty();
            case Outcome.Refused<Scripts.Ran>(Issue issue) -> Optional.of(issue);
            case Outcome.Failed<Scripts.Ran>(Issue issue, Outcome.Retry retry) -> Optional.of(issue);
        };
    }

    private Instant frozen(CutPoint request, Staging staging) {
        Freezer.Frozen frozen = freeze();
        long since = ticker.nanos();
        Instant at = clock.now();
        boolean held;
        try {
            new FrozenLook(disks, staging, ticker, settings).take(request.point(), frozen, scripts);
        } finally {
            held = frozen.thaw();
        }
        if (!held) {
            throw new FrozenLook.Fruitless(thawedEarly(), false);
        }
        last = Optional.of(new LastCut(request.point(), at, (ticker.nanos() - since) / 1_000_000));
        return at;
    }

    private Freezer.Frozen freeze() {
        try {
            return freezer.freeze(settings.freezeLimit());
        } catch (IssueException e) {
            throw new FrozenLook.Fruitless(e.issue(), false);
        }
    }

    /** From here on a crash or a lost session sends these blocks as they are then; the point is lost, nothing else. */
    private void markStaged(Staging staging) {
        for (CapturedDisk disk : disks) {
            for (Extent extent : staging.ranges(disk.index()).extents()) {
                disk.hrl().mark(extent);
            }
            disk.hrl().syncMarks();
            disk.forgetTakenWhileFrozen();
        }
    }

    private boolean send(Cut now) {
        boolean sent = false;
        for (CapturedDisk disk : disks) {
            while (sender.room()) {
                Optional<Staging.Run> run = now.staging().next(disk.index());
                if (run.isEmpty()) {
                    break;
                }
                sender.bytes(disk, run.get().offset(), run.get().bytes());
                sent = true;
            }
            if (!sender.room()) {
                return sent;
            }
        }
        int kind = now.request().appConsistent() ? APP_CONSISTENT : CRASH_CONSISTENT;
        for (CapturedDisk disk : disks) {
            sender.marker(disk, now.request().point(), kind, now.at().toEpochMilli());
        }
        cut = Optional.empty();
        return true;
    }

    private void refuse(CutPoint request, Issue issue) {
        approach = approach.filter(now -> now.request != request);
        String message = issue.cause().isEmpty() ? issue.message() : issue.message() + " Cause: " + issue.cause();
        sender.say(new AgentMessage.NoPoint(request.point(), issue.code(), message, issue.remedy()));
    }

    private Issue tooBusy() {
        return Issue.of(
                "POINT-TOO-BUSY",
                Issue.Kind.FAILED,
                "No recovery point was cut: the disks changed faster than they could be looked at for "
                        + settings.patience().toSeconds() + " s.",
                "Wait for a quieter moment; the next point is tried on schedule.");
    }

    private Issue thawedEarly() {
        return Issue.of(
                "POINT-WATCHDOG",
                Issue.Kind.FAILED,
                "No recovery point was cut: the file systems were thawed before the disks had been looked at, by the watchdog after "
                        + settings.freezeLimit().toMillis() + " ms or by somebody else.",
                "Give the agent a longer --freeze-limit, and see that nothing else thaws the file systems.");
    }
}
