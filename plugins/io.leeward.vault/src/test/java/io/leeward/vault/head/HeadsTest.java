package io.leeward.vault.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Outcome;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.Position;
import io.leeward.model.Proof;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.blob.StoreFault;
import io.leeward.vault.epoch.Coverage;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.journal.BaseLayer;
import io.leeward.vault.layout.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadsTest {
    private static final MachineId MACHINE = new MachineId("web-1");
    private static final DiskId DISK = new DiskId("disk-1");

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);
    private final Heads heads = new Heads(vault, MACHINE, 1);

    @Test
    void aPublishedPointIsFoundByEveryReader() {
        heads.claimLine(DISK, claim(Optional.empty()).number()).orThrow();
        heads.publish(point("a", 1, 10)).orThrow();

        Heads reader = new Heads(vault, MACHINE, 0);
        assertThat(reader.points()).containsExactly(point("a", 1, 10));
        assertThat(reader.point(new PointId("a"))).contains(point("a", 1, 10));
        assertThat(reader.read().orElseThrow().newest()).contains(point("a", 1, 10));
        assertThat(Heads.machines(vault)).containsExactly(MACHINE);
    }

    @Test
    void aReaderChangesNothing() {
        assertThat(code(new Heads(vault, MACHINE, 0).takeOver())).isEqualTo("VAULT-READ-ONLY");
        assertThat(new Heads(vault, MACHINE, 0).read()).isEmpty();
    }

    @Test
    void publishingTwiceGivesOnePoint() {
        heads.claimLine(DISK, claim(Optional.empty()).number()).orThrow();
        heads.publish(point("a", 1, 10)).orThrow();
        heads.publish(point("a", 1, 10)).orThrow();

        assertThat(heads.points()).hasSize(1);
    }

    @Test
    void aLateWriterOfAnOldGenerationIsRefused() {
        heads.claimLine(DISK, claim(Optional.empty()).number()).orThrow();
        new Heads(vault, MACHINE, 2).takeOver().orThrow();

        assertThat(code(heads.publish(point("late", 1, 10)))).isEqualTo("HEAD-FENCED");
        assertThat(code(heads.claimLine(DISK, 9))).isEqualTo("HEAD-FENCED");
        assertThat(heads.points()).isEmpty();
    }

    @Test
    void aPointOfAnEpochThatIsNotOnTheLineIsRefused() {
        claim(Optional.empty());
        claim(Optional.of(new Position(1, 50)));
        claim(Optional.of(new Position(1, 20)));
        heads.claimLine(DISK, 3).orThrow();

        assertThat(code(heads.publish(point("other-branch", 2, 5)))).isEqualTo("HEAD-LINE-MOVED");
        assertThat(code(heads.publish(point("cut-off", 1, 21)))).isEqualTo("HEAD-LINE-MOVED");
        assertThat(heads.publish(point("before-the-fork", 1, 20))).isInstanceOf(Outcome.Done.class);
        assertThat(heads.publish(point("now", 3, 1))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aDiskWithoutALineHasNoPoints() {
        assertThat(code(heads.publish(point("a", 1, 10)))).isEqualTo("HEAD-LINE-MOVED");
    }

    @Test
    void aLineNeverGoesBack() {
        heads.claimLine(DISK, 3).orThrow();

        assertThat(code(heads.claimLine(DISK, 2))).isEqualTo("HEAD-LINE-MOVED");
        assertThat(heads.claimLine(DISK, 3)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aChangeThatMeetsAnotherIsTriedAgain() {
        heads.claimLine(DISK, claim(Optional.empty()).number()).orThrow();
        Vault rival = Vault.openWithKey(store.another(), vault.key().reveal(), vault.entropy())
                .orThrow();
        boolean[] once = {true};
        store.faults((call, about) -> {
            if (call.equals("replace") && once[0]) {
                once[0] = false;
                new Heads(rival, MACHINE, 1).publish(point("b", 1, 11)).orThrow();
            }
            return StoreFault.NONE;
        });
        heads.publish(point("a", 1, 10)).orThrow();

        assertThat(heads.points()).extracting(found -> found.id().value()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void anAnswerThatWasLostIsFoundOutByReading() {
        heads.claimLine(DISK, claim(Optional.empty()).number()).orThrow();
        for (StoreFault fault : List.of(StoreFault.LOST_BEFORE, StoreFault.LOST_AFTER)) {
            boolean[] once = {true};
            store.faults((call, about) -> {
                boolean now = call.equals("replace") && once[0];
                once[0] &= !now;
                return now ? fault : StoreFault.NONE;
            });
            heads.publish(point("p-" + fault.ordinal(), 1, 10 + fault.ordinal()))
                    .orThrow();
        }

        assertThat(heads.points()).hasSize(2);
    }

    @Test
    void manyPointsGoToPagesAndStayInOrder() {
        heads.claimLine(DISK, claim(Optional.empty()).number()).orThrow();
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            heads.publish(point("p-" + i, 1, i + 1)).orThrow();
            newestFirst.addFirst("p-" + i);
        }

        assertThat(heads.points()).extracting(point -> point.id().value()).containsExactlyElementsOf(newestFirst);
        assertThat(heads.read().orElseThrow().points()).hasSizeLessThanOrEqualTo(Heads.MOST_POINTS);
        assertThat(heads.read().orElseThrow().pages()).hasSize(2);
    }

    @Test
    void pointsInTheHeadAndOnPagesAreEditedAndDropped() {
        heads.claimLine(DISK, claim(Optional.empty()).number()).orThrow();
        for (int i = 0; i < 300; i++) {
            heads.publish(point("p-" + i, 1, i + 1)).orThrow();
        }
        heads.edit(new PointId("p-3"), HeadsTest::pinned).orThrow();
        heads.edit(new PointId("p-299"), HeadsTest::pinned).orThrow();
        assertThat(heads.points().stream().filter(RecoveryPoint::pinned)).hasSize(2);
        assertThat(code(heads.edit(new PointId("nobody"), HeadsTest::pinned))).isEqualTo("POINT-NOT-FOUND");

        BlobName superseded = Names.segment(DISK, 1, 1);
        heads.drop(List.of(new PointId("p-3"), new PointId("p-298")), List.of(superseded))
                .orThrow();

        assertThat(heads.points()).hasSize(298);
        List<BlobName> deletions = heads.read().orElseThrow().deletions();
        assertThat(deletions).contains(superseded, Names.pointPage(MACHINE, 1), Names.pointPage(MACHINE, 2));
        heads.deleted(deletions).orThrow();
        assertThat(heads.read().orElseThrow().deletions()).isEmpty();
    }

    @Test
    void theHeadAlwaysHoldsTheNewestPoint() {
        heads.claimLine(DISK, claim(Optional.empty()).number()).orThrow();
        for (int i = 0; i < 300; i++) {
            heads.publish(point("p-" + i, 1, i + 1)).orThrow();
        }
        List<PointId> dropped = new ArrayList<>();
        for (int i = 100; i < 300; i++) {
            dropped.add(new PointId("p-" + i));
        }
        heads.drop(dropped, List.of()).orThrow();

        assertThat(heads.read().orElseThrow().newest()).contains(point("p-99", 1, 100));
        assertThat(heads.points())
                .hasSize(100)
                .extracting(found -> found.id().value())
                .startsWith("p-99")
                .endsWith("p-0");
    }

    @Test
    void holdsAreRenewedAndReleased() {
        heads.hold(new Hold("h", "a restore", Vaults.NOW)).orThrow();
        heads.hold(new Hold("h", "a restore", Vaults.NOW.plusSeconds(60))).orThrow();
        assertThat(heads.read().orElseThrow().holds())
                .containsExactly(new Hold("h", "a restore", Vaults.NOW.plusSeconds(60)));

        heads.release("h").orThrow();
        assertThat(heads.read().orElseThrow().holds()).isEmpty();
    }

    @Test
    void layersAreNamedOnceAndDroppedWithTheirBlobs() {
        BaseLayer layer = new BaseLayer(DISK, new Position(1, 9), 4, 8192);
        heads.addLayer(layer).orThrow();
        heads.addLayer(layer).orThrow();
        assertThat(heads.read().orElseThrow().layers()).containsExactly(layer);

        BlobName part = Names.layerPart(DISK, 1, 9, 1);
        heads.dropLayer(layer, List.of(part)).orThrow();
        assertThat(heads.read().orElseThrow().layers()).isEmpty();
        assertThat(heads.read().orElseThrow().deletions()).containsExactly(part);
    }

    @Test
    void aGroupPointExistsOnceItsBlobDoes() {
        GroupPoints points = new GroupPoints(vault);
        GroupPoint point = new GroupPoint(new PointId("g1"), new GroupId("shop"), Vaults.NOW, List.of(MACHINE));
        assertThat(points.read(point.group(), point.id())).isEmpty();

        points.publish(point);
        points.publish(point);
        assertThat(points.all(point.group())).containsExactly(point);
        assertThat(points.delete(point.group(), point.id())).isTrue();
        assertThat(points.all(point.group())).isEmpty();
    }

    private Epoch claim(Optional<Position> parent) {
        return Vaults.claim(vault, DISK, parent, parent.isEmpty() ? Coverage.INITIAL : Coverage.CONTINUOUS, 1 << 20);
    }

    private static String code(Outcome<Head> outcome) {
        return outcome instanceof Outcome.Refused<Head>(var issue) ? issue.code() : outcome.toString();
    }

    private static RecoveryPoint pinned(RecoveryPoint point) {
        return new RecoveryPoint(
                point.id(),
                point.machine(),
                point.kind(),
                point.cutAt(),
                point.cuts(),
                List.of("kept"),
                true,
                Proof.VERIFIED,
                point.group());
    }

    private static RecoveryPoint point(String id, long epoch, long sequence) {
        return new RecoveryPoint(
                new PointId(id),
                MACHINE,
                PointKind.CRASH_CONSISTENT,
                Instant.parse("2026-11-22T10:00:00.5Z"),
                List.of(new DiskCut(DISK, new Position(epoch, sequence), 1 << 20)),
                List.of(),
                false,
                Proof.STORED,
                Optional.empty());
    }
}
