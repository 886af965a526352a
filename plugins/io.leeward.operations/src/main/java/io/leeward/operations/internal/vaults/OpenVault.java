package io.leeward.operations.internal.vaults;

import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.port.AttachedVault;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.vault.Vault;
import io.leeward.vault.catalog.Catalog;
import io.leeward.vault.catalog.MachineEntry;
import io.leeward.vault.head.Head;
import io.leeward.vault.head.Heads;
import io.leeward.vault.head.Hold;
import io.leeward.vault.journal.BaseLayer;
import io.leeward.vault.owner.OwnerRecord;
import io.leeward.vault.owner.Ownership;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The vault while it is open. Safe for use by many threads; calls reach the store and may throw when it fails. */
public final class OpenVault {
    private final Vault vault;
    private final StoreAddress address;
    private final Ownership ownership;
    private final Catalog catalog;
    private volatile Optional<OwnerRecord> mine;
    private final Optional<OwnerRecord> present;

    OpenVault(Vault vault, StoreAddress address, Ownership ownership, Optional<OwnerRecord> mine) {
        this.vault = vault;
        this.address = address;
        this.ownership = ownership;
        this.catalog = new Catalog(vault);
        this.mine = mine;
        this.present = mine.isPresent() ? mine : ownership.read();
    }

    public Vault vault() {
        return vault;
    }

    StoreAddress address() {
        return address;
    }

    /** Whether this engine may change the vault. */
    public boolean owned() {
        return mine.isPresent();
    }

    /** The owner as it was when the vault was opened. */
    public String ownerInWords() {
        return owned() ? "this engine" : inWords(present);
    }

    static String inWords(Optional<OwnerRecord> owner) {
        return owner.map(found -> "engine " + found.engine() + " (generation " + found.generation() + ")")
                .orElse("nobody");
    }

    /** What replication works with. The key is a copy of its own. */
    public AttachedVault attached() {
        Secret key = vault.key().reveal();
        return new AttachedVault(vault.id(), vault.store(), key, generation());
    }

    private long generation() {
        return mine.map(OwnerRecord::generation).orElse(0L);
    }

    Outcome<OwnerRecord> confirm() {
        return ownership.confirm(mine.orElseThrow());
    }

    void confirmed(OwnerRecord record) {
        mine = Optional.of(record);
    }

    public Catalog catalog() {
        return catalog;
    }

    /** A machine of the vault by name or identifier. */
    public Optional<MachineEntry> machine(String name) {
        Optional<MachineEntry> byId = catalog.machines().get(name);
        return byId.or(() -> catalog.machines().all().stream()
                .filter(machine -> machine.name().equals(name))
                .findFirst());
    }

    /** Machines that have points or epochs in the vault. */
    public List<MachineId> machinesWithHead() {
        return Heads.machines(vault);
    }

    /** All points of a machine, newest first. */
    public List<RecoveryPoint> points(MachineId machine) {
        return heads(machine).points();
    }

    /** The newest point of a machine. */
    public Optional<RecoveryPoint> newestPoint(MachineId machine) {
        return heads(machine).read().flatMap(Head::newest);
    }

    /** Base layers that restores of a machine may read. */
    public List<BaseLayer> layers(MachineId machine) {
        return heads(machine).read().map(Head::layers).orElse(List.of());
    }

    /** Changes what is said about a point. */
    public Outcome<RecoveryPoint> edit(MachineId machine, PointId point, UnaryOperator<RecoveryPoint> change) {
        Heads heads = heads(machine);
        return heads.edit(point, change).then(head -> heads.point(point)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(VaultIssues.unknownPoint(point))));
    }

    /** Keeps the machine's data from being deleted; does nothing in a vault that another engine owns. */
    public void hold(MachineId machine, Hold hold) {
        if (owned()) {
            heads(machine).hold(hold).orThrow();
        }
    }

    public void release(MachineId machine, String hold) {
        if (owned()) {
            heads(machine).release(hold).orThrow();
        }
    }

    private Heads heads(MachineId machine) {
        return new Heads(vault, machine, generation());
    }
}
