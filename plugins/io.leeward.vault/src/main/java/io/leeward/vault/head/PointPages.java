package io.leeward.vault.head;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.document.DocumentCreation;
import io.leeward.vault.document.NotAuthentic;
import io.leeward.vault.layout.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Pages of older points. A page is created once and never changed: a change makes another page, and the head that names
 * it lists the old one for deletion. A page whose head was not written is left behind and does no harm.
 */
final class PointPages {
    private static final int MOST_TAKEN = 1000;

    private final Vault vault;
    private final MachineId machine;

    PointPages(Vault vault, MachineId machine) {
        this.vault = vault;
        this.machine = machine;
    }

    /** Moves the oldest points of a head that holds too many to a new page. */
    Head spill(Head head) {
        if (head.points().size() <= Heads.MOST_POINTS) {
            return head;
        }
        List<RecoveryPoint> oldest = head.points().subList(0, Heads.PAGE_POINTS);
        List<RecoveryPoint> rest =
                head.points().subList(Heads.PAGE_POINTS, head.points().size());
        PageEntry page = write(head.nextPage(), oldest);
        List<PageEntry> pages = new ArrayList<>(head.pages());
        pages.add(page);
        return head.withPages(pages, page.number() + 1).withPoints(rest);
    }

    /** Changes a point on a page; empty when no page holds it. */
    Optional<Head> edit(Head head, PointId id, UnaryOperator<RecoveryPoint> change) {
        for (PageEntry page : head.pages().reversed()) {
            List<RecoveryPoint> points = read(page);
            if (points.stream().anyMatch(point -> point.id().equals(id))) {
                List<RecoveryPoint> changed = points.stream()
                        .map(point -> point.id().equals(id) ? change.apply(point) : point)
                        .toList();
                return Optional.of(replace(head, page, changed));
            }
        }
        return Optional.empty();
    }

    /** Drops points from the head and from its pages. */
    Head drop(Head head, List<PointId> dropped) {
        Head changed = head.withPoints(head.points().stream()
                .filter(point -> !dropped.contains(point.id()))
                .toList());
        for (PageEntry page : head.pages()) {
            List<RecoveryPoint> points = read(page);
            List<RecoveryPoint> left = points.stream()
                    .filter(point -> !dropped.contains(point.id()))
                    .toList();
            if (left.size() < points.size()) {
                changed = replace(changed, page, left);
            }
        }
        return refill(changed);
    }

    /**
     * Moves the newest page back into a head that holds no points any more, so that the head always holds the newest.
     */
    private Head refill(Head head) {
        if (!head.points().isEmpty() || head.pages().isEmpty()) {
            return head;
        }
        PageEntry newest = head.pages().getLast();
        return replace(head, newest, List.of()).withPoints(read(newest));
    }

    /** All points, newest first. */
    List<RecoveryPoint> all(Head head) {
        List<RecoveryPoint> points = new ArrayList<>(head.points().reversed());
        for (PageEntry page : head.pages().reversed()) {
            points.addAll(read(page).reversed());
        }
        return points;
    }

    private Head replace(Head head, PageEntry page, List<RecoveryPoint> points) {
        List<PageEntry> pages = new ArrayList<>(head.pages());
        int at = pages.indexOf(page);
        pages.remove(at);
        long next = head.nextPage();
        if (!points.isEmpty()) {
            PageEntry written = write(next, points);
            pages.add(at, written);
            next = written.number() + 1;
        }
        List<BlobName> deletions = new ArrayList<>(head.deletions());
        deletions.add(Names.pointPage(machine, page.number()));
        return head.withPages(pages, next).withDeletions(deletions);
    }

    private PageEntry write(long from, List<RecoveryPoint> points) {
        for (long number = from; number < from + MOST_TAKEN; number++) {
            BlobName name = Names.pointPage(machine, number);
            if (vault.documents().create(name, new PointPage(points)) instanceof DocumentCreation.Written) {
                return new PageEntry(number, points.size());
            }
        }
        throw new IssueException(Issue.of(
                "HEAD-CONTENDED",
                Issue.Kind.FAILED,
                "Another engine writes pages of points of machine " + machine + ".",
                "Make sure that only one engine owns this vault."));
    }

    private List<RecoveryPoint> read(PageEntry page) {
        BlobName name = Names.pointPage(machine, page.number());
        List<RecoveryPoint> points = vault.documents()
                .read(name, PointPage.class)
                .map(document -> document.value().points())
                .orElseThrow(() -> NotAuthentic.of("blob " + name, "It is missing although the head names it."));
        if (points.size() != page.points()) {
            throw NotAuthentic.of("blob " + name, "It holds another number of points than the head says.");
        }
        return points;
    }
}
