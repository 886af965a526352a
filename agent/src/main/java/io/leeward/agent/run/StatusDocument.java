package io.leeward.agent.run;

import io.leeward.agent.folder.AgentConfig;
import io.leeward.agent.trust.Identity;
import io.leeward.capture.AgentStatus;
import io.leeward.kernel.Issue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How the agent is doing, as a JSON document. */
final class StatusDocument {
    private StatusDocument() {}

    static Map<String, Object> of(
            AgentConfig config, AgentStatus status, Optional<Issue> control, Identity identity, Instant now) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", now);
        document.put("name", config.name());
        document.put("machine", config.machine());
        document.put("servers", config.servers());
        document.put("phase", status.phase().name().toLowerCase(java.util.Locale.ROOT));
        document.put("problem", status.problem().map(Issue::sentence));
        document.put("controlProblem", control.map(Issue::sentence));
        document.put("tracker", "compare");
        document.put("certificateExpires", identity.certificate().getNotAfter().toInstant());
        document.put("lastPoint", status.lastCut().map(cut -> {
            Map<String, Object> point = new LinkedHashMap<>();
            point.put("pointId", cut.point());
            point.put("cutAt", cut.at());
            point.put("frozenMillis", cut.frozenMillis());
            return point;
        }));
        document.put("disks", status.disks().stream().map(StatusDocument::disk).toList());
        return document;
    }

    private static Map<String, Object> disk(AgentStatus.DiskState disk) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", disk.id());
        document.put("path", disk.path());
        document.put("bytes", disk.bytes());
        document.put("epoch", disk.epoch());
        document.put("acknowledged", disk.acknowledged());
        document.put("stored", disk.stored());
        document.put("pendingBytes", disk.pendingBytes());
        document.put("initialDone", disk.initialDone());
        document.put("note", disk.note());
        return document;
    }
}
