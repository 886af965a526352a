package io.leeward.operations.state;

import static io.leeward.operations.state.Samples.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.model.Direction;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.PolicyId;
import io.leeward.model.Resync;
import io.leeward.operations.state.SessionRecord.Token;
import io.leeward.operations.state.SessionRecord.Use;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of machines, and the store of their sessions beside it, has to do. */
public abstract class MachineStoreContract {
    private static final Disk SDA = new Disk(new DiskId("disk-a"), "/dev/sda", "", 1 << 30);
    private static final Disk SDB = new Disk(new DiskId("disk-b"), "/dev/disk/by-id/ü", "SN 1", 3L << 40);
    private static final MachineRecord WEB =
            MachineRecord.enrolled(new MachineId("m1"), "web", "0a".repeat(32), Samples.TIME, List.of(SDB, SDA));
    private static final MachineRecord DATABASE = new MachineRecord(
            new MachineId("m2"),
            "database",
            "0b".repeat(32),
            Samples.TIME.plusNanos(1),
            List.of(SDA),
            MachineRecord.Wish.PROTECTED,
            Phase.INITIAL_COPY,
            Direction.TO_SITE,
            Optional.of(Samples.ISSUE),
            Optional.of(new PolicyId("p1")),
            Optional.of(new GroupId("shop")),
            new Resync(Resync.State.REQUIRED, Optional.of("The disk grew.")));

    private ControlState state;

    /** State that holds nothing. */
    protected abstract ControlState openEmpty();

    @BeforeEach
    void open() {
        state = openEmpty();
    }

    @Test
    void machinesComeBackAsTheyWereSaved() {
        long web = saved(state.machines().insert(WEB));
        long database = saved(state.machines().insert(DATABASE));

        assertThat(state.machines().find(WEB.id())).contains(new Versioned<>(WEB, web));
        assertThat(state.machines().named("database")).contains(new Versioned<>(DATABASE, database));
        assertThat(state.machines().list()).extracting(Versioned::value).containsExactly(DATABASE, WEB);
        assertThat(state.machines().find(new MachineId("m3"))).isEmpty();
        assertThat(state.machines().named("Web")).isEmpty();
    }

    @Test
    void anUpdateReplacesTheDisksToo() {
        long version = saved(state.machines().insert(WEB));
        MachineRecord changed =
                MachineRecord.enrolled(WEB.id(), "renamed", "0c".repeat(32), Samples.TIME, List.of(SDA));

        long next = saved(state.machines().update(changed, version));

        assertThat(state.machines().find(WEB.id())).contains(new Versioned<>(changed, next));
        assertThat(state.machines().named("web")).isEmpty();
        assertThat(state.machines().update(WEB, version)).isInstanceOf(SaveResult.Stale.class);
    }

    @Test
    void anIdentifierOrNameInUseIsTaken() {
        state.machines().insert(WEB);

        MachineRecord sameName =
                MachineRecord.enrolled(new MachineId("m9"), "web", "0a".repeat(32), Samples.TIME, List.of(SDA));
        assertThat(state.machines().insert(WEB)).isInstanceOf(SaveResult.Taken.class);
        assertThat(state.machines().insert(sameName)).isInstanceOf(SaveResult.Taken.class);
        assertThat(state.machines().list()).hasSize(1);
    }

    @Test
    void sessionsComeBackAsTheyWereSaved() {
        state.machines().insert(WEB);
        SessionRecord first = new SessionRecord(WEB.id(), "0a".repeat(32), List.of(), Optional.empty());
        SessionRecord second = new SessionRecord(
                WEB.id(),
                "0d".repeat(32),
                List.of(
                        new Token("01".repeat(32), Use.SUPERSEDED),
                        new Token("02".repeat(32), Use.KEPT),
                        new Token("03".repeat(32), Use.OFFERED)),
                Optional.of(Samples.ISSUE));

        assertThat(state.sessions().find(WEB.id())).isEmpty();
        long version = saved(state.sessions().insert(first));
        assertThat(state.sessions().find(WEB.id())).contains(new Versioned<>(first, version));
        long next = saved(state.sessions().update(second, version));
        assertThat(state.sessions().find(WEB.id())).contains(new Versioned<>(second, next));

        assertThat(state.sessions().insert(first)).isInstanceOf(SaveResult.Taken.class);
        assertThat(state.sessions().update(first, version)).isInstanceOf(SaveResult.Stale.class);
    }

    @Test
    void aSessionNeedsAMachineAndGoesWithIt() {
        SessionRecord session = new SessionRecord(WEB.id(), "0a".repeat(32), List.of(), Optional.empty());
        assertThat(state.sessions().insert(session)).isInstanceOf(SaveResult.Stale.class);

        long version = saved(state.machines().insert(WEB));
        saved(state.sessions().insert(session));
        assertThat(state.machines().delete(WEB.id(), version)).isTrue();

        assertThat(state.machines().list()).isEmpty();
        assertThat(state.sessions().find(WEB.id())).isEmpty();
    }
}
