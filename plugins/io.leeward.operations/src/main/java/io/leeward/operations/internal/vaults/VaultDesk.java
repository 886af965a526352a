package io.leeward.operations.internal.vaults;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.model.JobId;
import io.leeward.model.Phase;
import io.leeward.model.Situation.VaultAccess;
import io.leeward.operations.internal.live.EventDesk;
import io.leeward.operations.port.StoreOpener;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.SecretName;
import io.leeward.operations.state.SecretStore;
import io.leeward.operations.state.VaultAttachment;
import io.leeward.operations.state.Versioned;
import io.leeward.operations.vaults.AttachVault;
import io.leeward.operations.vaults.CreateVault;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.operations.vaults.VaultView;
import io.leeward.operations.vaults.Vaults;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.head.Heads;
import io.leeward.vault.owner.OwnerRecord;
import io.leeward.vault.owner.Ownership;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The attached vault. Creating and attaching take turns; everything else reads what is open now.
 *
 * <p>The opened key and the credentials of the store are kept as secrets, so that a restart needs no person.
 */
public final class VaultDesk implements Vaults, AutoCloseable {
    /** Longest wait of a command for the first attempt to open the vault after a start. */
    static final Duration OPENING_PATIENCE = Duration.ofSeconds(10);

    private final ControlState state;
    private final SecretStore secrets;
    private final StoreOpener stores;
    private final VaultUser user;
    private final EventDesk events;
    private final Clock clock;
    private final Entropy entropy;
    private final String engine;
    private final BiFunction<OpenVault, Integer, Outcome<JobId>> check;
    private final CountDownLatch tried = new CountDownLatch(1);
    private volatile Optional<OpenVault> open = Optional.empty();
    private volatile Issue whyClosed = VaultIssues.none();

    /**
     * @param user works with the vault while it is open
     * @param engine this engine in words for people
     * @param check starts the job that checks the vault and reads back a percentage of its data
     */
    public VaultDesk(
            ControlState state,
            SecretStore secrets,
            StoreOpener stores,
            VaultUser user,
            EventDesk events,
            Clock clock,
            Entropy entropy,
            String engine,
            BiFunction<OpenVault, Integer, Outcome<JobId>> check) {
        this.state = state;
        this.secrets = secrets;
        this.stores = stores;
        this.user = user;
        this.events = events;
        this.clock = clock;
        this.entropy = entropy;
        this.engine = engine;
        this.check = check;
    }

    /** What this engine may do with the vault; {@code OWNED} also while an owned vault cannot be reached. */
    public VaultAccess access() {
        Optional<OpenVault> present = open;
        boolean owned = present.map(OpenVault::owned).orElseGet(() -> attachment()
                .map(found -> found.mode() == VaultView.Mode.OWNER)
                .orElse(false));
        if (owned) {
            return VaultAccess.OWNED;
        }
        return present.isPresent() || attachment().isPresent() ? VaultAccess.READ_ONLY : VaultAccess.NONE;
    }

    /** The vault while it is open. */
    public Optional<OpenVault> open() {
        return open;
    }

    /** The open vault, or why there is none. Right after a start it waits for the first attempt to open it. */
    public Outcome<OpenVault> require() {
        if (open.isEmpty()) {
            awaitFirstAttempt();
        }
        return open.map(Outcome::done).orElseGet(() -> Outcome.refused(whyClosed));
    }

    /** The open vault when this engine may change it. */
    public Outcome<OpenVault> requireOwned() {
        return require()
                .then(vault -> vault.owned()
                        ? Outcome.done(vault)
                        : Outcome.refused(VaultIssues.readOnly(vault.ownerInWords())));
    }

    @Override
    public Optional<VaultView> current() {
        return attachment().map(this::view);
    }

    @Override
    public synchronized Outcome<VaultView> create(CreateVault command) {
        return mayReplace(Optional.empty())
                .then(free -> stores.openOrMake(command.store(), command.azureConnectionString()))
                .then(store -> closingOnFailure(
                        store, () -> Vault.create(store, command.name(), command.passphrase(), clock, entropy)))
                .then(vault -> adopt(vault, command.store(), command.azureConnectionString(), false));
    }

    @Override
    public synchronized Outcome<VaultView> attach(AttachVault command) {
        return stores.open(command.store(), command.azureConnectionString())
                .then(store -> closingOnFailure(store, () -> Vault.open(store, command.passphrase(), entropy)
                        .then(vault -> mayReplace(Optional.of(vault)).map(free -> vault))))
                .then(vault -> adopt(vault, command.store(), command.azureConnectionString(), command.takeOver()));
    }

    @Override
    public Outcome<JobId> check(int dataPercent) {
        return require().then(vault -> check.apply(vault, dataPercent));
    }

    @Override
    public synchronized Outcome<VaultView> changePassphrase(Secret old, Secret replacement) {
        return requireOwned().then(vault -> {
            Outcome<Vault> changed = vault.vault().changePassphrase(old, replacement);
            if (changed instanceof Outcome.Done<Vault>) {
                events.info(vault.vault().name(), "The recovery passphrase of the vault was replaced.");
            }
            return changed.then(same -> Outcome.done(view(attachment().orElseThrow())));
        });
    }

    /**
     * Opens the attached vault again after a restart, or after its store could not be reached. Does nothing while one
     * is open.
     */
    public synchronized void reopen() {
        try {
            tryToOpen();
        } finally {
            tried.countDown();
        }
    }

    private void tryToOpen() {
        Optional<VaultAttachment> attached = attachment();
        if (open.isPresent() || attached.isEmpty()) {
            return;
        }
        StoreAddress address = attached.get().store();
        try {
            switch (reopened(address)) {
                case Outcome.Done<Vault>(Vault vault) -> use(vault, address, ownership(vault, attached.get()));
                case Outcome.Refused<Vault>(Issue issue) -> whyClosed = issue;
                case Outcome.Failed<Vault>(Issue issue, Outcome.Retry retry) -> whyClosed = closed(address, issue);
            }
        } catch (IssueException e) {
            whyClosed = closed(address, e.issue());
        }
    }

    /** Tells the vault that its owner is alive; stops changing the vault when another engine has taken it over. */
    public synchronized void confirmOwnership() {
        Optional<OpenVault> present = open.filter(OpenVault::owned);
        if (present.isEmpty()) {
            return;
        }
        OpenVault vault = present.get();
        try {
            switch (vault.confirm()) {
                case Outcome.Done<OwnerRecord>(OwnerRecord mine) -> vault.confirmed(mine);
                case Outcome.Refused<OwnerRecord>(Issue issue) -> lose(vault, issue);
                case Outcome.Failed<OwnerRecord>(Issue issue, Outcome.Retry retry) ->
                    events.warning(vault.vault().name(), issue);
            }
        } catch (IssueException e) {
            // The store does not answer: replication notices by itself and says so.
            whyClosed = closed(vault.address(), e.issue());
        }
    }

    @Override
    public synchronized void close() {
        leave();
    }

    private Outcome<VaultView> adopt(
            Vault vault, StoreAddress address, Optional<Secret> credentials, boolean takeOver) {
        Outcome<Optional<OwnerRecord>> claimed = claim(vault, takeOver);
        if (!(claimed instanceof Outcome.Done<Optional<OwnerRecord>>(Optional<OwnerRecord> mine))) {
            vault.store().close();
            return claimed.then(never -> Outcome.refused(VaultIssues.none()));
        }
        mine.ifPresent(owner -> refuseOlderWriters(vault, owner));
        leave();
        try (Secret key = vault.key().reveal()) {
            secrets.put(SecretName.VAULT_KEY, key);
        }
        credentials.ifPresentOrElse(
                secret -> secrets.put(SecretName.VAULT_STORE_CREDENTIALS, secret),
                () -> secrets.delete(SecretName.VAULT_STORE_CREDENTIALS));
        remember(attachment(vault, address, mine));
        use(vault, address, mine);
        events.info(
                vault.name(),
                mine.isPresent()
                        ? "The vault in " + address + " is attached and owned by this engine."
                        : "The vault in " + address + " is attached read-only.");
        return Outcome.done(view(attachment().orElseThrow()));
    }

    /** The ownership of this engine, or empty when another one owns the vault and is to stay. */
    private Outcome<Optional<OwnerRecord>> claim(Vault vault, boolean takeOver) {
        Ownership ownership = new Ownership(vault, state.storeId(), engine);
        boolean foreign = ownership
                .read()
                .map(owner -> !owner.controlStore().equals(state.storeId()))
                .orElse(false);
        if (foreign && !takeOver) {
            return Outcome.done(Optional.empty());
        }
        return (takeOver ? ownership.takeOver() : ownership.claim()).map(Optional::of);
    }

    /** Every head learns of the new generation before anything else is done with it. */
    private static void refuseOlderWriters(Vault vault, OwnerRecord owner) {
        Heads.machines(vault)
                .forEach(machine ->
                        new Heads(vault, machine, owner.generation()).takeOver().orThrow());
    }

    /**
     * After a restart the ownership of before holds when the vault still says so. When the vault names this control
     * store with another generation, the engine ended between claiming and remembering: it claims again.
     */
    private Optional<OwnerRecord> ownership(Vault vault, VaultAttachment attached) {
        Ownership ownership = new Ownership(vault, state.storeId(), engine);
        Optional<OwnerRecord> owner = ownership.read();
        boolean mine = owner.isPresent() && owner.get().controlStore().equals(state.storeId());
        if (attached.mode() == VaultView.Mode.READ_ONLY) {
            return Optional.empty();
        }
        if (mine && owner.get().generation() == attached.generation()) {
            return owner;
        }
        Optional<OwnerRecord> claimed = mine ? Optional.of(ownership.claim().orThrow()) : Optional.empty();
        claimed.ifPresent(record -> refuseOlderWriters(vault, record));
        remember(attachment(vault, attached.store(), claimed));
        if (claimed.isEmpty()) {
            events.critical(vault.name(), VaultIssues.readOnly(OpenVault.inWords(owner)));
        }
        return claimed;
    }

    private void use(Vault vault, StoreAddress address, Optional<OwnerRecord> mine) {
        OpenVault opened = new OpenVault(vault, address, new Ownership(vault, state.storeId(), engine), mine);
        open = Optional.of(opened);
        whyClosed = VaultIssues.none();
        user.opened(opened);
    }

    private void lose(OpenVault vault, Issue issue) {
        events.critical(vault.vault().name(), issue);
        user.closing();
        remember(attachment(vault.vault(), vault.address(), Optional.empty()));
        use(vault.vault(), vault.address(), Optional.empty());
    }

    private void awaitFirstAttempt() {
        try {
            if (!tried.await(OPENING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                attachment()
                        .ifPresent(
                                found -> whyClosed = VaultIssues.notOpen(found.store(), "It is still being opened."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        open.ifPresent(vault -> {
            user.closing();
            open = Optional.empty();
            vault.vault().store().close();
        });
    }

    private Outcome<Vault> reopened(StoreAddress address) {
        Optional<Secret> key = secrets.get(SecretName.VAULT_KEY);
        if (key.isEmpty()) {
            return Outcome.refused(VaultIssues.keyMissing(address));
        }
        try (Secret opened = key.get()) {
            return stores.open(address, secrets.get(SecretName.VAULT_STORE_CREDENTIALS))
                    .then(store -> closingOnFailure(store, () -> Vault.openWithKey(store, opened, entropy)));
        }
    }

    /** Another vault may take the place of the attached one while nothing is protected with that. */
    private Outcome<Boolean> mayReplace(Optional<Vault> next) {
        Optional<VaultAttachment> attached = attachment();
        boolean same = next.isPresent()
                && attached.map(found -> found.vault().equals(next.get().id())).orElse(false);
        boolean used = state.machines().list().stream()
                .anyMatch(machine -> machine.value().phase() != Phase.UNPROTECTED);
        return attached.isPresent() && used && !same
                ? Outcome.refused(VaultIssues.otherInUse(attached.get().name()))
                : Outcome.done(true);
    }

    private static <T> Outcome<T> closingOnFailure(BlobStore store, Supplier<Outcome<T>> work) {
        boolean done = false;
        try {
            Outcome<T> outcome = work.get();
            done = outcome instanceof Outcome.Done<T>;
            return outcome;
        } finally {
            if (!done) {
                store.close();
            }
        }
    }

    private VaultAttachment attachment(Vault vault, StoreAddress address, Optional<OwnerRecord> mine) {
        return new VaultAttachment(
                vault.id(),
                vault.name(),
                address,
                mine.isPresent() ? VaultView.Mode.OWNER : VaultView.Mode.READ_ONLY,
                mine.map(OwnerRecord::generation).orElse(0L),
                clock.now());
    }

    private void remember(VaultAttachment next) {
        Optional<Versioned<VaultAttachment>> present = state.attachment().current();
        if (present.isPresent()) {
            state.attachment().update(next, present.get().version());
        } else {
            state.attachment().insert(next);
        }
    }

    private Optional<VaultAttachment> attachment() {
        return state.attachment().current().map(Versioned::value);
    }

    private VaultView view(VaultAttachment attached) {
        Optional<OpenVault> present = open;
        return new VaultView(
                attached.vault(),
                attached.name(),
                attached.store(),
                present.map(vault -> vault.vault().formatVersion()).orElse(0),
                attached.mode(),
                present.map(OpenVault::ownerInWords).orElse("not known, because the vault is not open"),
                present.map(vault -> vault.vault().createdAt()).orElse(attached.attachedAt()));
    }

    private static Issue closed(StoreAddress address, Issue issue) {
        return issue.kind() == Issue.Kind.NOT_REACHABLE ? VaultIssues.notOpen(address, issue.message()) : issue;
    }
}
