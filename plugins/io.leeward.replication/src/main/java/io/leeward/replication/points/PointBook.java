package io.leeward.replication.points;

import io.leeward.kernel.Issue;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.Position;
import io.leeward.model.Proof;
import io.leeward.model.RecoveryPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Points between the wish and the machine's head, in the order of their cuts. A point is asked for, marked on one disk
 * after the other, complete, stored with all its positions, and published; or it fails, by name. Bounded by
 * {@link #MOST}. Owned by the loop.
 */
public final class PointBook {
    /** Most points under way; no cut begins beyond it. */
    public static final int MOST = 256;

    private final MachineId machine;
    private final Map<PointId, Entry> entries = new LinkedHashMap<>();

    private static final class Entry {
        final CutRequest request;
        final TreeMap<DiskId, DiskCut> cuts = new TreeMap<>();
        List<DiskId> missing;
        PointKind kind = PointKind.CRASH_CONSISTENT;
        Instant cutAt = Instant.EPOCH;

        Entry(CutRequest request, List<DiskId> disks) {
            this.request = request;
            missing = new ArrayList<>(disks);
        }

        boolean complete() {
            return missing.isEmpty();
        }
    }

    /** A point that will not exist. */
    public record Failure(PointId point, Issue issue) {}

    public PointBook(MachineId machine) {
        this.machine = machine;
    }

    /** Points under way. */
    public int size() {
        return entries.size();
    }

    /** Whether the point is under way: what its markers need must be kept. */
    public boolean underWay(PointId point) {
        return entries.containsKey(point);
    }

    /** The point that the agent is cutting, if any. */
    public Optional<PointId> cutting() {
        return entries.values().stream()
                .filter(entry -> !entry.complete())
                .map(entry -> entry.request.point())
                .findFirst();
    }

    /** Expects a marker of this point on each of the disks. */
    public void ask(CutRequest request, List<DiskId> disks) {
        entries.put(request.point(), new Entry(request, disks));
    }

    /**
     * Takes a marker; true when it was the last one of its point. A marker of a point that nobody asked for is no
     * point.
     */
    public boolean mark(Mark mark) {
        Entry entry = entries.get(mark.point());
        if (entry == null || !entry.missing.remove(mark.cut().disk())) {
            return false;
        }
        entry.cuts.put(mark.cut().disk(), mark.cut());
        entry.kind = mark.kind();
        entry.cutAt = mark.cutAt();
        return entry.complete();
    }

    /** Forgets a point that is not marked on every disk. */
    public Optional<Failure> give(PointId point, Issue why) {
        Entry entry = entries.get(point);
        if (entry == null || entry.complete()) {
            return Optional.empty();
        }
        entries.remove(point);
        return Optional.of(new Failure(point, why));
    }

    /** Forgets all points that are not marked on every disk. */
    public List<Failure> giveIncomplete(Issue why) {
        return fail(entry -> !entry.complete(), why);
    }

    /** A disk goes on from {@code parent} in a new epoch: points that lie on it beyond there fail, by name. */
    public List<Failure> gap(DiskId disk, Optional<Position> parent, Issue why) {
        return fail(
                entry -> {
                    DiskCut cut = entry.cuts.get(disk);
                    return cut != null
                            && parent.filter(last -> cut.position().compareTo(last) <= 0)
                                    .isEmpty();
                },
                why);
    }

    private List<Failure> fail(Predicate<Entry> which, Issue why) {
        List<Failure> failures = new ArrayList<>();
        for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (which.test(entry)) {
                all.remove();
                failures.add(new Failure(entry.request.point(), why));
            }
        }
        return failures;
    }

    /**
     * Forgets all markers, because it is not certain that the spool holds them; {@link #restore} brings back those that
     * it does.
     */
    public void forgetMarks() {
        entries.values().forEach(entry -> {
            entry.missing.addAll(entry.cuts.keySet());
            entry.cuts.clear();
        });
    }

    /**
     * Fills the book from the markers found in the spool, in their order on each disk. Points that are not marked on
     * all disks fail.
     *
     * @param marks all markers found
     * @param disks disks of the machine
     */
    public List<Failure> restore(List<Mark> marks, List<DiskId> disks, Issue why) {
        for (Mark mark : marks) {
            if (!entries.containsKey(mark.point())) {
                boolean app = mark.kind() == PointKind.APP_CONSISTENT;
                ask(new CutRequest(mark.point(), app, List.of(), Optional.empty()), disks);
            }
            mark(mark);
        }
        return giveIncomplete(why);
    }

    /**
     * The oldest point under way, when it is complete and each of its positions is stored.
     *
     * @param stored whether the vault holds a disk's journal up to a position
     */
    public Optional<RecoveryPoint> publishable(Predicate<DiskCut> stored) {
        return entries.values().stream()
                .findFirst()
                .filter(entry ->
                        entry.complete() && entry.cuts.values().stream().allMatch(stored))
                .map(this::point);
    }

    private RecoveryPoint point(Entry entry) {
        return new RecoveryPoint(
                entry.request.point(),
                machine,
                entry.kind,
                entry.cutAt,
                List.copyOf(entry.cuts.values()),
                entry.request.tags(),
                false,
                Proof.STORED,
                entry.request.group());
    }

    /** The head names the point: it needs nothing more. */
    public void published(PointId point) {
        entries.remove(point);
    }
}
