package io.leeward.vault.head;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.document.Document;
import io.leeward.vault.epoch.Epochs;
import io.leeward.vault.epoch.Line;
import io.leeward.vault.journal.BaseLayer;
import io.leeward.vault.layout.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The head of one machine, as the owner of one generation sees and moves it. Every change is one compare-and-set that
 * also says the generation; a head of a newer generation refuses it. Thread-safe as far as the vault is.
 */
public final class Heads {
    /** Points that the head itself holds at most; older ones go to pages. */
    public static final int MOST_POINTS = 256;

    /** Code of the refusal of what is not on the current line of a disk. */
    public static final String LINE_MOVED = "HEAD-LINE-MOVED";

    /** Points on one page. */
    public static final int PAGE_POINTS = 128;

    /** Blobs that may be listed for deletion at once. */
    public static final int MOST_DELETIONS = 20_000;

    private final Vault vault;
    private final MachineId machine;
    private final HeadDocument document;
    private final PointPages pages;

    /** Reads and moves the head of a machine for the owner of this generation; generation 0 only reads. */
    public Heads(Vault vault, MachineId machine, long generation) {
        this.vault = vault;
        this.machine = machine;
        this.document = new HeadDocument(vault, machine, generation);
        this.pages = new PointPages(vault, machine);
    }

    /** Machines that have a head in the vault, by identifier. */
    public static List<MachineId> machines(Vault vault) {
        String suffix = "/head.json";
        List<MachineId> machines = new ArrayList<>();
        for (BlobName name : vault.documents().list(Names.MACHINES)) {
            String rest = name.value().substring(Names.MACHINES.length());
            if (rest.endsWith(suffix) && rest.indexOf('/') == rest.length() - suffix.length()) {
                machines.add(new MachineId(rest.substring(0, rest.indexOf('/'))));
            }
        }
        return machines;
    }

    /** The head; empty before the machine's first epoch. */
    public Optional<Head> read() {
        return document.read().map(Document::value);
    }

    /**
     * Writes this owner's generation into the head, so that owners before it are refused from then on. Makes the head
     * where there is none.
     */
    public Outcome<Head> takeOver() {
        return document.change(Outcome::done);
    }

    /** Says that a disk is on the line of a new epoch; points of epochs that are not on it are refused from then on. */
    public Outcome<Head> claimLine(DiskId disk, long epoch) {
        return document.change(head -> {
            OptionalLong present = head.epoch(disk);
            if (present.isPresent() && present.getAsLong() > epoch) {
                return Outcome.refused(moved(disk, epoch, present.getAsLong()));
            }
            return Outcome.done(head.withLine(disk, epoch));
        });
    }

    /**
     * Makes a point exist. Its data must be in the vault without a gap. Publishing a point again changes nothing.
     *
     * @return refused when one of its positions is not on the current line of its disk
     */
    public Outcome<Head> publish(RecoveryPoint point) {
        if (!point.machine().equals(machine)) {
            throw new IllegalArgumentException("point of machine " + point.machine());
        }
        return document.change(head -> {
            if (head.point(point.id()).isPresent()) {
                return Outcome.done(head);
            }
            for (DiskCut cut : point.cuts()) {
                OptionalLong line = head.epoch(cut.disk());
                if (line.isEmpty() || !onLine(cut, line.getAsLong())) {
                    return Outcome.refused(moved(cut.disk(), cut.position().epoch(), line.orElse(0)));
                }
            }
            List<RecoveryPoint> points = new ArrayList<>(head.points());
            points.add(point);
            return Outcome.done(pages.spill(head.withPoints(points)));
        });
    }

    /** Changes what is said about a point: pin, tags, proof. The change keeps its identifier and its cuts. */
    public Outcome<Head> edit(PointId id, UnaryOperator<RecoveryPoint> change) {
        return document.change(head -> {
            if (head.point(id).isPresent()) {
                return Outcome.done(head.withPoint(id, change));
            }
            return pages.edit(head, id, change)
                    .<Outcome<Head>>map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(absent(id)));
        });
    }

    /** Drops points and lists the blobs that nothing needs any more, in one step; only listed blobs may be deleted. */
    public Outcome<Head> drop(List<PointId> points, List<BlobName> superseded) {
        return document.change(head -> {
            if (head.deletions().size() + superseded.size() > MOST_DELETIONS) {
                return Outcome.refused(tooMany());
            }
            Head dropped = pages.drop(head, points);
            List<BlobName> deletions = new ArrayList<>(dropped.deletions());
            superseded.stream().filter(name -> !deletions.contains(name)).forEach(deletions::add);
            return Outcome.done(dropped.withDeletions(deletions));
        });
    }

    /** Takes blobs that were deleted off the list. */
    public Outcome<Head> deleted(List<BlobName> names) {
        return document.change(head -> {
            List<BlobName> left = new ArrayList<>(head.deletions());
            left.removeAll(names);
            return Outcome.done(head.withDeletions(left));
        });
    }

    /** Names a base layer that was read back; restores use it from then on. */
    public Outcome<Head> addLayer(BaseLayer layer) {
        return document.change(head -> {
            List<BaseLayer> layers = new ArrayList<>(head.layers());
            if (!layers.contains(layer)) {
                layers.add(layer);
            }
            return Outcome.done(head.withLayers(layers));
        });
    }

    /** No longer names a base layer, and lists its blobs for deletion. */
    public Outcome<Head> dropLayer(BaseLayer layer, List<BlobName> parts) {
        return document.change(head -> {
            List<BaseLayer> layers = new ArrayList<>(head.layers());
            layers.remove(layer);
            List<BlobName> deletions = new ArrayList<>(head.deletions());
            parts.stream().filter(name -> !deletions.contains(name)).forEach(deletions::add);
            return deletions.size() > MOST_DELETIONS
                    ? Outcome.refused(tooMany())
                    : Outcome.done(head.withLayers(layers).withDeletions(deletions));
        });
    }

    /** Takes a hold, or renews the one with its identifier. */
    public Outcome<Head> hold(Hold hold) {
        return document.change(head -> {
            List<Hold> holds = new ArrayList<>(head.holds());
            holds.removeIf(present -> present.id().equals(hold.id()));
            holds.add(hold);
            return Outcome.done(head.withHolds(holds));
        });
    }

    /** Ends a hold. */
    public Outcome<Head> release(String hold) {
        return document.change(head -> Outcome.done(head.withHolds(head.holds().stream()
                .filter(present -> !present.id().equals(hold))
                .toList())));
    }

    /** All points of the machine, newest first. */
    public List<RecoveryPoint> points() {
        return read().map(pages::all).orElseGet(List::of);
    }

    /** The point with this identifier; empty when there is none. */
    public Optional<RecoveryPoint> point(PointId id) {
        return points().stream().filter(point -> point.id().equals(id)).findFirst();
    }

    private boolean onLine(DiskCut cut, long epoch) {
        return cut.position().epoch() == epoch
                || cut.position().epoch() < epoch
                        && Line.through(new Epochs(vault), cut.disk(), epoch).contains(cut.position());
    }

    private Issue moved(DiskId disk, long epoch, long current) {
        return Issue.of(
                LINE_MOVED,
                Issue.Kind.NOT_ALLOWED,
                "Epoch " + epoch + " of disk " + disk + " is not on the current line of machine " + machine
                        + ", which is that of epoch " + current + ".",
                "Let the writer of the current epoch go on.");
    }

    private Issue absent(PointId id) {
        return Issue.of(
                "POINT-NOT-FOUND",
                Issue.Kind.NOT_FOUND,
                "Machine " + machine + " has no recovery point " + id + ".",
                "List the points of the machine and choose one of them.");
    }

    private Issue tooMany() {
        return Issue.of(
                "HEAD-TOO-MANY-DELETIONS",
                Issue.Kind.NOT_ALLOWED,
                "More than " + MOST_DELETIONS + " blobs of machine " + machine + " would wait for deletion.",
                "Delete those that are listed first.");
    }
}
