package io.leeward.door.internal.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.model.PointState;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.Resync;
import io.leeward.operations.machines.AllowedAction;
import io.leeward.operations.machines.DiskView;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.machines.PointView;
import java.time.Duration;

/** Machines and their points as JSON. */
final class MachineJson {
    private MachineJson() {}

    static ObjectNode machine(MachineView machine) {
        ObjectNode node = Json.object()
                .put("id", machine.id().value())
                .put("name", machine.name())
                .put("phase", machine.phase().label())
                .put("direction", machine.direction().label())
                .put("health", machine.health().label())
                .put("state", machine.state());
        node.set(
                "rpoSeconds",
                Json.optional(
                        machine.rpo().map(Duration::toSeconds),
                        seconds -> JsonNodeFactory.instance.numberNode(seconds)));
        node.set("acknowledged", Json.time(machine.acknowledged()));
        node.set("stored", Json.time(machine.stored()));
        node.set("disks", Json.array(machine.disks(), MachineJson::disk));
        node.put("tracker", machine.tracker());
        node.set("lastPoint", Json.optional(machine.lastPoint(), MachineJson::recoverable));
        node.set("nextPoint", Json.time(machine.nextPoint()));
        node.set("lastHeard", Json.time(machine.lastHeard()));
        node.set("policy", Json.text(machine.policy()));
        node.set("group", Json.text(machine.group()));
        node.set("resync", resync(machine.resync()));
        node.set("attention", Json.optional(machine.attention(), Json::issue));
        node.set("progress", Json.optional(machine.progress(), share -> JsonNodeFactory.instance.numberNode(share)));
        node.put("bytesPerSecond", machine.bytesPerSecond()).put("backlogBytes", machine.backlogBytes());
        node.set("actions", Json.array(machine.actions(), MachineJson::action));
        return node;
    }

    static ObjectNode point(PointView view) {
        return point(view.point(), view.state());
    }

    private static ObjectNode recoverable(RecoveryPoint point) {
        return point(point, PointState.RECOVERABLE);
    }

    private static ObjectNode point(RecoveryPoint point, PointState state) {
        ObjectNode node = Json.object()
                .put("pointId", point.id().value())
                .put("kind", Json.label(point.kind()))
                .put("cutAt", point.cutAt().toString())
                .put("state", Json.label(state));
        node.set("tags", Json.array(point.tags(), JsonNodeFactory.instance::textNode));
        node.put("proof", Json.label(point.proof())).put("pinned", point.pinned());
        node.set("group", Json.text(point.group().map(group -> group.value())));
        return node;
    }

    private static ObjectNode disk(DiskView disk) {
        ObjectNode node = Json.object()
                .put("id", disk.id().value())
                .put("path", disk.path())
                .put("bytes", disk.bytes())
                .put("epoch", disk.epoch());
        node.set("acknowledged", Json.time(disk.acknowledged()));
        node.set("stored", Json.time(disk.stored()));
        return node.put("acknowledgedSequence", disk.acknowledgedSequence())
                .put("storedSequence", disk.storedSequence())
                .put("copiedBytes", disk.copiedBytes())
                .put("pendingBytes", disk.pendingBytes());
    }

    private static ObjectNode resync(Resync resync) {
        ObjectNode node = Json.object().put("state", Json.label(resync.state()));
        node.set("reason", Json.text(resync.reason()));
        return node;
    }

    private static ObjectNode action(AllowedAction action) {
        ObjectNode node =
                Json.object().put("action", Json.label(action.action())).put("allowed", action.allowed());
        node.set("reason", Json.text(action.reason()));
        return node;
    }
}
