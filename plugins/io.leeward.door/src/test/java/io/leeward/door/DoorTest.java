package io.leeward.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.model.MachineId;
import io.leeward.operations.memory.MemoryEnrolment;
import io.leeward.operations.memory.MemoryImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {
    private static final String VAULT = """
            {"name":"lee","store":"dir:/vault","passphrase":"quiet harbour"}""";

    @TempDir
    Path data;

    private OpenDoor door;
    private Client operator;
    private Client stranger;

    @BeforeEach
    void open() throws Exception {
        door = new OpenDoor(data);
        operator = new Client(door, Optional.of(door.token()));
        stranger = new Client(door, Optional.empty());
    }

    @AfterEach
    void close() {
        operator.close();
        stranger.close();
        door.close();
    }

    @Test
    void withoutTheTokenNothingIsTold() throws Exception {
        assertThat(stranger.get("/api/v1/vault").status()).isEqualTo(401);
        try (Client wrong = new Client(door, Optional.of("0".repeat(64)))) {
            Client.Answer answer = wrong.get("/api/v1/machines");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("code").asText()).isEqualTo("TOKEN-REFUSED");
        }
        assertThat(Files.getPosixFilePermissions(data.resolve("operator.token")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theAuthorityIsHandedOutToAnyone() throws Exception {
        Client.Answer answer = stranger.get("/ca");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void agentsNeedNoTokenToAskForAChallenge() throws Exception {
        assertThat(stranger.post("/agent/v1/challenge", "nonsense").status()).isBetween(400, 499);
        assertThat(stranger.get("/agent/v1/challenge").status()).isEqualTo(405);
        assertThat(stranger.post("/agent/v1/heartbeat", "x".repeat(300_000)).status())
                .isEqualTo(413);
    }

    @Test
    void problemsCarryCodeMessageCauseAndRemedy() throws Exception {
        Client.Answer none = operator.get("/api/v1/vault");
        assertThat(none.status()).isEqualTo(404);
        assertThat(fields(none.json())).containsExactly("code", "message", "cause", "remedy", "kind");
        assertThat(operator.get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(operator.get("/elsewhere").status()).isEqualTo(404);
        assertThat(operator.send("DELETE", "/api/v1/vault", "").status()).isEqualTo(405);
        assertThat(operator.post("/api/v1/vault", "{").status()).isEqualTo(400);
        assertThat(operator.post("/api/v1/vault", "{\"name\":1}").status()).isEqualTo(400);
        assertThat(operator.post("/api/v1/vault", " ".repeat(1_100_000)).status())
                .isEqualTo(413);
        assertThat(operator.post("/api/v1/vault", VAULT).status()).isEqualTo(200);
        assertThat(operator.post("/api/v1/vault", VAULT).status()).isEqualTo(409);
        assertThat(operator.post("/api/v1/vault/attach", VAULT.replace("quiet", "loud"))
                        .status())
                .isEqualTo(403);
        assertThat(operator.get("/api/v1/machines/nobody").status()).isEqualTo(404);
        assertThat(operator.get("/api/v1/jobs/nothing").status()).isEqualTo(404);
        door.engine().stores().reachable(false);
        assertThat(operator.post("/api/v1/vault/attach", VAULT).status()).isEqualTo(503);
    }

    @Test
    void policiesLiveByTheirNames() throws Exception {
        JsonNode made = operator.post("/api/v1/policies", "{\"name\":\"gold +1\",\"crashIntervalSeconds\":30}")
                .json();
        assertThat(made.path("crashIntervalSeconds").asInt()).isEqualTo(30);
        assertThat(made.path("retentionSeconds").asInt()).isEqualTo(72 * 3600);
        String address = "/api/v1/policies/gold%20+1";
        assertThat(operator.get(address).json()).isEqualTo(made);
        assertThat(operator.send("PATCH", address, "{\"retentionSeconds\":86400}")
                        .json()
                        .path("retentionSeconds")
                        .asInt())
                .isEqualTo(86400);
        assertThat(operator.get("/api/v1/policies").json().size()).isEqualTo(1);
        Client.Answer bad = operator.send("PATCH", address, "{\"flushSeconds\":0}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().path("message").asText()).startsWith("The flush time must be between");
        assertThat(operator.send("DELETE", address, "").status()).isEqualTo(200);
        assertThat(operator.get(address).status()).isEqualTo(404);
    }

    @Test
    void aMachineIsProtectedCutAndRecoveredOverHttps() throws Exception {
        byte[] disk = new byte[50_000];
        new Random(7).nextBytes(disk);
        assertThat(operator.post("/api/v1/vault", VAULT).status()).isEqualTo(200);
        operator.post("/api/v1/policies", "{\"name\":\"gold\"}");
        MachineId machine = door.engine().enrolment().enrol("db-01", disk.length);
        door.engine().replication().agentRuns(machine, disk);
        JsonNode fresh = operator.get("/api/v1/machines/db-01").json();
        assertThat(fresh.path("phase").asText()).isEqualTo("unprotected");
        assertThat(fresh.has("rpoSeconds")).isTrue();
        assertThat(fresh.path("rpoSeconds").isNull()).isTrue();
        assertThat(operator.post("/api/v1/machines/db-01/cut", "").status()).isEqualTo(409);
        assertThat(operator.job("/api/v1/machines/db-01/protect", "{\"policy\":\"gold\"}")
                        .path("state")
                        .asText())
                .isEqualTo("succeeded");
        door.engine().replication().initialCopyEnds(machine);
        await().atMost(Duration.ofSeconds(20)).until(() -> operator.get("/api/v1/machines/db-01")
                .json()
                .path("phase")
                .asText()
                .equals("protected"));
        JsonNode cut =
                operator.job("/api/v1/machines/db-01/cut", "{\"tag\":\"gold\"}").path("result");
        assertThat(fields(cut)).containsExactly("pointId", "state", "kind", "cutAt");
        assertThat(cut.path("state").asText()).isEqualTo("recoverable");
        JsonNode point = operator.get("/api/v1/machines/db-01/points").json().path(0);
        assertThat(fields(point)).startsWith("pointId", "kind", "cutAt", "state", "tags", "proof");
        assertThat(point.path("pointId")).isEqualTo(cut.path("pointId"));
        assertThat(operator.post("/api/v1/points/" + point.path("pointId").asText() + "/pin", "")
                        .json()
                        .path("pinned")
                        .asBoolean())
                .isTrue();
        JsonNode recovered = operator.job(
                        "/api/v1/recover",
                        "{\"machine\":\"db-01\",\"point\":\"latest-processed\",\"folder\":\"/out\",\"format\":\"raw\"}")
                .path("result");
        assertThat(fields(recovered)).containsExactly("pointId", "disks", "unsentBytes");
        assertThat(fields(recovered.path("disks").path(0))).containsExactly("disk", "file", "bytes", "sha256");
        assertThat(recovered.path("disks").path(0).path("sha256").asText()).isEqualTo(MemoryImages.sha256(disk));
    }

    @Test
    void aMachineIsShownWithTheFieldsThatScriptsRelyOn() throws Exception {
        door.engine().enrolment().enrol("db-01", 4096);
        JsonNode machine = operator.get("/api/v1/machines/db-01").json();
        assertThat(fields(machine))
                .contains(
                        "name",
                        "phase",
                        "direction",
                        "health",
                        "rpoSeconds",
                        "acknowledged",
                        "stored",
                        "disks",
                        "tracker",
                        "lastPoint");
        assertThat(fields(machine.path("disks").path(0)))
                .startsWith("id", "path", "bytes", "epoch", "acknowledged", "stored");
        JsonNode snapshot = operator.get("/api/v1/snapshot").json();
        assertThat(snapshot.path("machines").path(0).path("name").asText()).isEqualTo("db-01");
    }

    @Test
    void aRegistrationKeyIsShownOnce() throws Exception {
        JsonNode key = operator.post("/api/v1/registration-keys", "").json();
        assertThat(fields(key)).containsExactly("key", "caFingerprint", "expiresAt");
        assertThat(key.path("key").asText()).isEqualTo(MemoryEnrolment.KEY);
        assertThat(operator.get("/api/v1/events?limit=5").body()).doesNotContain(MemoryEnrolment.KEY);
    }

    @Test
    void theTokenSurvivesARestartOfTheDoor() throws Exception {
        String token = door.token();
        close();
        open();
        assertThat(door.token()).isEqualTo(token);
        assertThat(operator.get("/api/v1/servers").status()).isEqualTo(200);
    }

    private static List<String> fields(JsonNode node) {
        return node.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
