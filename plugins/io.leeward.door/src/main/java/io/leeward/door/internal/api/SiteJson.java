package io.leeward.door.internal.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.live.EventView;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.servers.RegistrationKey;
import io.leeward.operations.servers.ServerView;
import io.leeward.operations.vaults.VaultView;
import java.nio.charset.StandardCharsets;

/** Vault, servers, policies, events and snapshots as JSON. */
final class SiteJson {
    private SiteJson() {}

    static ObjectNode vault(VaultView vault) {
        return Json.object()
                .put("id", vault.id().value())
                .put("name", vault.name())
                .put("store", vault.store().toString())
                .put("format", vault.format())
                .put("mode", vault.mode().label())
                .put("owner", vault.owner())
                .put("createdAt", vault.createdAt().toString());
    }

    static ObjectNode server(ServerView server) {
        ObjectNode node = Json.object()
                .put("id", server.id().value())
                .put("role", server.role().label())
                .put("name", server.name())
                .put("address", server.address())
                .put("health", server.health().label());
        node.set("detail", Json.text(server.detail()));
        return node.put("lastHeard", server.lastHeard().toString())
                .put("spoolBytes", server.spoolBytes())
                .put("spoolFreeBytes", server.spoolFreeBytes());
    }

    /** The one answer that shows a secret: it is what was asked for. */
    static ObjectNode registrationKey(RegistrationKey key) {
        return Json.object()
                .put("key", new String(key.key().reveal(), StandardCharsets.UTF_8))
                .put("caFingerprint", key.caFingerprint())
                .put("expiresAt", key.expiresAt().toString());
    }

    static ObjectNode policy(ReplicationPolicy policy) {
        return Json.object()
                .put("id", policy.id().value())
                .put("name", policy.name())
                .put("crashIntervalSeconds", policy.crashInterval().toSeconds())
                .put("appIntervalSeconds", policy.appInterval().toSeconds())
                .put("retentionSeconds", policy.retention().toSeconds())
                .put("rpoThresholdSeconds", policy.rpoThreshold().toSeconds())
                .put("compression", Json.label(policy.compression()))
                .put("flushSeconds", policy.flush().toSeconds());
    }

    static ObjectNode event(EventView event) {
        ObjectNode node = Json.object()
                .put("number", event.number())
                .put("at", event.at().toString())
                .put("severity", event.severity().label())
                .put("subject", event.subject())
                .put("text", event.text());
        node.set("issue", Json.optional(event.issue(), Json::issue));
        return node;
    }

    static ObjectNode snapshot(Snapshot snapshot) {
        ObjectNode node = Json.object()
                .put("version", snapshot.version())
                .put("at", snapshot.at().toString());
        node.set("vault", Json.optional(snapshot.vault(), SiteJson::vault));
        node.set("servers", Json.array(snapshot.servers(), SiteJson::server));
        node.set("machines", Json.array(snapshot.machines(), MachineJson::machine));
        node.set("jobs", Json.array(snapshot.jobs(), JobJson::job));
        return node.put("newestEvent", snapshot.newestEvent())
                .put("bytesPerSecond", snapshot.bytesPerSecond())
                .put("bottleneck", snapshot.bottleneck());
    }
}
