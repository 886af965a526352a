package io.leeward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.door.OpenDoor;
import io.leeward.model.MachineId;
import io.leeward.operations.memory.MemoryEnrolment;
import io.leeward.operations.memory.MemoryImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verb against a real door. */
class CommandsTest {
    private static final byte[] DISK = new byte[50_000];

    static {
        new Random(9).nextBytes(DISK);
    }

    @TempDir
    Path folder;

    private OpenDoor door;
    private Shell shell;
    private Path passphrase;

    @BeforeEach
    void open() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        door = new OpenDoor(data);
        shell = new Shell(data);
        passphrase = Files.writeString(folder.resolve("passphrase"), "quiet harbour\n");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aVaultIsCreatedShownCheckedAndGivenAnotherPassphrase() throws Exception {
        assertThat(shell.run("vault show").code()).isEqualTo(4);
        JsonNode vault = shell.json("vault create lee --store dir:relative --passphrase-file " + passphrase);
        assertThat(vault.path("mode").asText()).isEqualTo("owner");
        assertThat(vault.path("store").asText())
                .isEqualTo("dir:" + Path.of("relative").toAbsolutePath());
        assertThat(shell.run("vault show").out()).contains("Vault lee").contains("owner, owned by this engine");
        assertThat(shell.json("vault check --read-data").path("findings").isEmpty())
                .isTrue();
        assertThat(shell.run("vault check --read-data=5").out()).contains("Nothing is wrong.");
        Path next = Files.writeString(folder.resolve("next"), "louder harbour");
        String set = "vault passphrase set --passphrase-file " + passphrase + " --new-passphrase-file " + next;
        assertThat(shell.run(set).code()).isZero();
        assertThat(shell.run(set).code()).isEqualTo(6);
        String attach = "vault attach --store dir:relative --passphrase-file ";
        assertThat(shell.run(attach + passphrase).code()).isEqualTo(6);
        assertThat(shell.run(attach + next).code()).isZero();
        assertThat(shell.run("vault attach --store dir:nowhere --passphrase-file " + next)
                        .code())
                .isEqualTo(4);
        assertThat(shell.run("vault create lee --store dir:relative --passphrase-file " + next)
                        .code())
                .isEqualTo(3);
        door.engine().stores().reachable(false);
        assertThat(shell.run(attach + next).code()).isEqualTo(5);
    }

    @Test
    void aMachineIsProtectedCutAndRecovered() throws Exception {
        MachineId machine = protectedMachine();
        JsonNode shown = shell.json("machine show db-01");
        assertThat(shown.path("phase").asText()).isEqualTo("protected");
        assertThat(shown.path("rpoSeconds").isNumber()).isTrue();
        assertThat(shell.run("machine show db-01").out())
                .startsWith("db-01: Protected")
                .contains("RPO:          0:0");
        assertThat(shell.run("machine list").out()).contains("db-01  normal  Protected");
        JsonNode point = shell.json("machine cut db-01 --tag golden --app");
        assertThat(fields(point)).containsExactly("pointId", "state", "kind", "cutAt");
        assertThat(point.path("kind").asText()).isEqualTo("app-consistent");
        assertThat(shell.run("machine cut db-01").out()).contains("of db-01 can be recovered (crash-consistent");
        JsonNode points = shell.json("machine points db-01");
        assertThat(points.size()).isEqualTo(3);
        assertThat(points.path(1).path("tags").path(0).asText()).isEqualTo("golden");
        assertThat(shell.run("machine points db-01").out())
                .contains("recoverable")
                .contains("golden");
        String id = point.path("pointId").asText();
        assertThat(shell.json("point pin " + id).path("pinned").asBoolean()).isTrue();
        assertThat(shell.json("point release " + id).path("pinned").asBoolean()).isFalse();
        assertThat(shell.json("point tag " + id + " silver").path("tags").size())
                .isEqualTo(2);
        JsonNode recovered = shell.json("recover db-01 --point " + id + " --to out --format vhd");
        JsonNode disk = recovered.path("disks").path(0);
        Path file = Path.of(disk.path("file").asText());
        assertThat(file).isEqualTo(Path.of("out/d-db-01.vhd").toAbsolutePath());
        assertThat(disk.path("sha256").asText())
                .isEqualTo(MemoryImages.sha256(door.engine().images().files().get(file)));
        assertThat(shell.run("recover db-01 --point latest --to out --format vhd")
                        .code())
                .isEqualTo(1);
        assertThat(shell.run("machine disable db-01").out()).isEqualTo("db-01 is not protected any more.\n");
        assertThat(shell.run("machine cut db-01").code()).isEqualTo(3);
        assertThat(door.engine().replication().replicated(machine)).isEmpty();
        assertThat(shell.run("event list --subject db-01").out()).contains("db-01 is protected");
    }

    @Test
    void unsentBytesAreToldBesideTheAnswer() throws Exception {
        protectedMachine();
        door.engine().replication().unsent(8192);
        Shell.Ended ended = shell.run("recover db-01 --point latest-processed --to " + folder.resolve("out"));
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).startsWith("8.0 KiB (8192 bytes) lie in the spool");
    }

    @Test
    void aPointThatIsNotCutExitsWithOne() throws Exception {
        protectedMachine();
        door.engine().replication().pointsFail(true);
        Shell.Ended ended = shell.run("machine cut db-01");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("The freeze took too long. [NO-POINT]\n");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void policiesTakeDurationsAsPeopleWriteThem() throws Exception {
        JsonNode policy = shell.json("policy create gold --crash-interval 30s --retention 14d --app-interval 0s");
        assertThat(policy.path("crashIntervalSeconds").asInt()).isEqualTo(30);
        assertThat(policy.path("retentionSeconds").asInt()).isEqualTo(14 * 86400);
        assertThat(shell.run("policy list").out()).contains("gold  30s    none  14d        15m");
        assertThat(shell.json("policy edit gold --rpo-threshold 1h")
                        .path("rpoThresholdSeconds")
                        .asInt())
                .isEqualTo(3600);
        assertThat(shell.run("policy show gold").out()).contains("RPO threshold:             1h");
        assertThat(shell.run("policy create gold").code()).isEqualTo(3);
        assertThat(shell.run("policy edit gold --flush 1h").code()).isEqualTo(2);
        assertThat(shell.run("policy edit gold --flush soon").err()).contains("is not a duration such as");
        assertThat(shell.run("policy delete gold").code()).isZero();
        assertThat(shell.run("policy show gold").code()).isEqualTo(4);
    }

    @Test
    void aRegistrationKeyGoesToAFileOfTheOperatorAlone() throws Exception {
        Path file = folder.resolve("key");
        JsonNode key = shell.json("server key new --out " + file);
        assertThat(fields(key)).containsExactly("key", "caFingerprint", "expiresAt");
        assertThat(Files.readString(file)).isEqualTo(MemoryEnrolment.KEY + "\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(shell.run("server list").out()).contains("configuration-server  hq");
    }

    @Test
    void jobsAreListedFollowedCancelledAndResumed() throws Exception {
        shell.run("vault create lee --store dir:v --passphrase-file " + passphrase);
        shell.run("policy create gold");
        MachineId machine = door.engine().enrolment().enrol("db-01", DISK.length);
        String id =
                shell.run("machine protect db-01 --policy gold --no-wait").out().strip();
        assertThat(shell.run("job show " + id).out()).contains("Enable replication for db-01: running");
        assertThat(shell.run("job cancel " + id).out()).isEqualTo("Enable replication for db-01: cancelled\n");
        assertThat(shell.run("job cancel " + id).code()).isEqualTo(3);
        door.engine().replication().agentRuns(machine, DISK);
        assertThat(shell.run("job resume " + id).code()).isZero();
        Shell.Ended followed = shell.run("job show " + id + " --follow");
        assertThat(followed.out()).contains("Start initial replication: succeeded");
        assertThat(shell.json("job list --limit 1").path(0).path("jobId").asText())
                .isEqualTo(id);
        assertThat(shell.run("job show nothing").code()).isEqualTo(4);
    }

    @Test
    void aWaitThatTakesTooLongExitsWithOne() {
        door.engine().enrolment().enrol("db-01", DISK.length);
        assertThat(shell.run("machine wait db-01 --phase unprotected").code()).isZero();
        Shell.Ended over = shell.run("machine wait db-01 --phase protected --timeout 1s");
        assertThat(over.code()).isEqualTo(1);
        assertThat(over.err()).startsWith("db-01 was not protected within 1s; it is unprotected (Not protected).");
        assertThat(shell.run("machine wait db-01 --phase safe").code()).isEqualTo(2);
        assertThat(shell.run("machine wait web-01 --phase protected").code()).isEqualTo(4);
    }

    @Test
    void errorsAreOneLineWithCodeAndRemedy() {
        Shell.Ended unknown = shell.run("machine show web-01");
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.err().lines()).hasSize(1);
        assertThat(unknown.err()).contains("Remedy:").endsWith("[MACHINE-UNKNOWN]\n");
        for (String wrong : List.of("machine", "machine fly", "vault create", "recover db-01 --to x", "job show")) {
            Shell.Ended usage = shell.run(wrong);
            assertThat(usage.code()).as(wrong).isEqualTo(2);
            assertThat(usage.err().lines()).as(wrong).hasSize(1);
        }
        assertThat(shell.run("--help").out()).contains("recover");
        assertThat(shell.run("machine cut --help").out()).contains("--tag");
    }

    @Test
    void anImpostorOnThePortIsNotTold() throws Exception {
        Path file = shell.data().resolve("engine.json");
        Files.writeString(
                file, Files.readString(file).replace(door.identity().authorityFingerprint(), "00".repeat(32)));
        Shell.Ended ended = shell.run("machine list");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.err()).endsWith("[ENGINE-NOT-TRUSTED]\n");
    }

    @Test
    void aWrongTokenIsTold() throws Exception {
        Files.writeString(shell.data().resolve("operator.token"), "0".repeat(64));
        assertThat(shell.run("machine list").code()).isEqualTo(6);
    }

    @Test
    void withoutAnEngineOnlySomeVerbsWork() {
        close();
        // The file of the engine stays behind, as after a crash.
        Shell.Ended ended = shell.run("machine list");
        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).startsWith("No engine is running").endsWith("[ENGINE-NOT-RUNNING]\n");
        assertThat(new Shell(folder.resolve("empty")).run("server list").code()).isEqualTo(5);
    }

    private MachineId protectedMachine() throws Exception {
        shell.json("vault create lee --store dir:v --passphrase-file " + passphrase);
        shell.json("policy create gold");
        MachineId machine = door.engine().enrolment().enrol("db-01", DISK.length);
        door.engine().replication().agentRuns(machine, DISK);
        assertThat(shell.json("machine protect db-01 --policy gold")
                        .path("state")
                        .asText())
                .isEqualTo("succeeded");
        door.engine().replication().initialCopyEnds(machine);
        assertThat(shell.json("machine wait db-01 --phase protected --timeout 30s")
                        .path("phase")
                        .asText())
                .isEqualTo("protected");
        return machine;
    }

    private static List<String> fields(JsonNode node) {
        return node.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
