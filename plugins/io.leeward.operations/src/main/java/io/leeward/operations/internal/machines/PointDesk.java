package io.leeward.operations.internal.machines;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.PointState;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.internal.live.EventDesk;
import io.leeward.operations.internal.vaults.OpenVault;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.internal.vaults.VaultIssues;
import io.leeward.operations.machines.PointView;
import io.leeward.operations.machines.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Points of machines, as the vault knows them. Safe for use by many threads. */
public final class PointDesk implements Points {
    /** Tags that a point can have. */
    static final int MOST_TAGS = 32;

    private final VaultDesk vaults;
    private final EventDesk events;

    public PointDesk(VaultDesk vaults, EventDesk events) {
        this.vaults = vaults;
        this.events = events;
    }

    @Override
    public List<PointView> of(MachineId machine) {
        return vaults.require().orThrow().points(machine).stream()
                .map(PointDesk::recoverable)
                .toList();
    }

    @Override
    public Outcome<PointView> pin(PointId point) {
        return edit(point, found -> with(found, found.tags(), true), "is kept until it is released");
    }

    @Override
    public Outcome<PointView> release(PointId point) {
        return edit(point, found -> with(found, found.tags(), false), "is no longer kept beyond its time");
    }

    @Override
    public Outcome<PointView> tag(PointId point, String text) {
        if (text.isBlank() || text.length() > MachineDesk.LONGEST_TAG) {
            return Outcome.refused(badTag());
        }
        return edit(point, found -> with(found, tagged(found.tags(), text), found.pinned()), "was tagged");
    }

    static Issue badTag() {
        return Issue.of(
                "TAG-MALFORMED",
                Issue.Kind.USAGE,
                "A tag has 1 to " + MachineDesk.LONGEST_TAG + " characters.",
                "Choose another text.");
    }

    private Outcome<PointView> edit(PointId point, UnaryOperator<RecoveryPoint> change, String predicate) {
        return vaults.requireOwned().then(vault -> owner(vault, point)
                .map(machine -> vault.edit(machine, point, change))
                .orElseGet(() -> Outcome.refused(VaultIssues.unknownPoint(point)))
                .map(edited -> {
                    events.info(point.value(), "Recovery point " + point + " " + predicate + ".");
                    return recoverable(edited);
                }));
    }

    private static Optional<MachineId> owner(OpenVault vault, PointId point) {
        return vault.machinesWithHead().stream()
                .filter(machine -> vault.points(machine).stream()
                        .anyMatch(found -> found.id().equals(point)))
                .findFirst();
    }

    private static List<String> tagged(List<String> tags, String text) {
        if (tags.contains(text)) {
            return tags;
        }
        List<String> more = new ArrayList<>(tags);
        more.add(text);
        return more.subList(Math.max(0, more.size() - MOST_TAGS), more.size());
    }

    private static RecoveryPoint with(RecoveryPoint point, List<String> tags, boolean pinned) {
        return new RecoveryPoint(
                point.id(),
                point.machine(),
                point.kind(),
                point.cutAt(),
                point.cuts(),
                tags,
                pinned,
                point.proof(),
                point.group());
    }

    private static PointView recoverable(RecoveryPoint point) {
        return new PointView(point, PointState.RECOVERABLE);
    }
}
