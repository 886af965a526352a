package io.leeward.vault.check;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Progress;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.GroupId;
import io.leeward.model.Identifier;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.catalog.Catalog;
import io.leeward.vault.head.GroupPoint;
import io.leeward.vault.head.GroupPoints;
import io.leeward.vault.head.Head;
import io.leeward.vault.head.Heads;
import io.leeward.vault.journal.Lanes;
import io.leeward.vault.layout.Names;
import io.leeward.vault.owner.Ownership;
import io.leeward.vault.slot.PassphraseSlots;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks a vault: that its documents are authentic, that every point of every head is reachable without a gap through
 * authenticated indexes, and for a share of the segments that every byte is authentic. Changes nothing.
 */
public final class VaultCheck {
    private final Vault vault;
    private final Lanes lanes;
    private final Findings findings = new Findings();
    private final Map<MachineId, Set<PointId>> pointsOf = new HashMap<>();
    private int points;

    public VaultCheck(Vault vault, Lanes lanes) {
        this.vault = vault;
        this.lanes = lanes;
    }

    /**
     * Runs the check once.
     *
     * @param dataPercent share of the segments that are read back whole, 0 to 100; another part of them at each run
     */
    public CheckResult run(int dataPercent, Progress progress) {
        if (dataPercent < 0 || dataPercent > 100) {
            throw new IllegalArgumentException("percentage " + dataPercent);
        }
        progress.step("Checking keys, owner and catalog");
        documents();
        SegmentCheck segments = new SegmentCheck(vault, lanes, findings, dataPercent);
        List<MachineId> machines = Heads.machines(vault);
        for (int i = 0; i < machines.size() && !progress.cancelled(); i++) {
            MachineId machine = machines.get(i);
            progress.step("Checking the recovery points of " + machine);
            progress.at(i, machines.size());
            findings.during(() -> machine(machine, segments, progress));
        }
        if (!progress.cancelled()) {
            groups();
        }
        return new CheckResult(points, segments.segments(), segments.bytesRead(), findings.all());
    }

    private void documents() {
        if (new PassphraseSlots(vault.store(), vault.id(), vault.entropy())
                .names()
                .isEmpty()) {
            findings.add(Issue.of(
                    "VAULT-NO-KEY-SLOT",
                    Issue.Kind.FAILED,
                    "No key slot is left, so the recovery passphrase does not open this vault any more.",
                    "Set the recovery passphrase again while an engine still has the vault open."));
        }
        findings.during(() -> new Ownership(vault, "check", "check").read());
        Catalog catalog = new Catalog(vault);
        findings.during(() -> catalog.machines().all());
        findings.during(() -> catalog.policies().all());
        findings.during(() -> catalog.groups().all());
        findings.during(() -> catalog.servers().all());
    }

    private void machine(MachineId machine, SegmentCheck segments, Progress progress) {
        Heads heads = new Heads(vault, machine, 0);
        Optional<Head> head = heads.read();
        if (head.isEmpty()) {
            return;
        }
        List<RecoveryPoint> all = heads.points();
        points += all.size();
        Set<PointId> ids = new HashSet<>();
        Map<DiskId, DiskPoints> disks = new TreeMap<>();
        for (RecoveryPoint point : all) {
            ids.add(point.id());
            for (DiskCut cut : point.cuts()) {
                disks.computeIfAbsent(cut.disk(), DiskPoints::new).add(point.id(), cut);
            }
        }
        pointsOf.put(machine, ids);
        for (DiskPoints disk : disks.values()) {
            findings.during(() -> segments.check(disk, head.get().layers(), progress));
        }
    }

    private void groups() {
        for (BlobName name : vault.documents().list("groups/")) {
            String[] parts = name.value().split("/");
            if (parts.length == 4 && Identifier.valid(parts[1]) && name.value().endsWith(".json")) {
                String point = parts[3].substring(0, parts[3].length() - ".json".length());
                if (Identifier.valid(point)) {
                    findings.during(() -> group(new GroupId(parts[1]), new PointId(point)));
                }
            }
        }
    }

    private void group(GroupId group, PointId id) {
        Optional<GroupPoint> point = new GroupPoints(vault).read(group, id);
        for (MachineId member : point.map(GroupPoint::members).orElse(List.of())) {
            if (!pointsOf.getOrDefault(member, Set.of()).contains(id)) {
                findings.add(Issue.of(
                        "GROUP-POINT-INCOMPLETE",
                        Issue.Kind.FAILED,
                        "Point " + id + " of group " + group + " exists although its member " + member
                                + " has no such point.",
                        "Choose another point of the group; delete blob " + Names.groupPoint(group, id) + "."));
            }
        }
    }
}
