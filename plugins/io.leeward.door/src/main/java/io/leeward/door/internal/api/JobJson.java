package io.leeward.door.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.PointState;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.jobs.StepView;
import io.leeward.operations.recover.RecoveredDisk;
import io.leeward.operations.vaults.CheckReport;
import java.time.Instant;
import java.util.List;

/** Jobs as JSON. */
final class JobJson {
    private JobJson() {}

    static ObjectNode job(JobView job) {
        ObjectNode node = Json.object()
                .put("jobId", job.id().value())
                .put("name", job.name())
                .put("target", job.target())
                .put("state", job.state().label())
                .put("startedAt", job.startedAt().toString());
        node.set("endedAt", Json.time(job.endedAt()));
        node.set("issue", Json.optional(job.issue(), Json::issue));
        node.put("cancellable", job.cancellable());
        node.set("steps", Json.array(job.steps(), JobJson::step));
        node.set("result", result(job.result()));
        return node;
    }

    private static ObjectNode step(StepView step) {
        ObjectNode node = Json.object()
                .put("name", step.name())
                .put("state", step.state().label())
                .put("detail", step.detail())
                .put("done", step.done())
                .put("total", step.total());
        node.set("startedAt", Json.time(step.startedAt()));
        node.set("endedAt", Json.time(step.endedAt()));
        node.set("issue", Json.optional(step.issue(), Json::issue));
        node.set("steps", Json.array(step.steps(), JobJson::step));
        return node;
    }

    private static JsonNode result(JobResult result) {
        return switch (result) {
            case JobResult.None() -> JsonNodeFactory.instance.nullNode();
            case JobResult.PointCut(PointId point, PointKind kind, Instant cutAt) ->
                Json.object()
                        .put("pointId", point.value())
                        .put("state", Json.label(PointState.RECOVERABLE))
                        .put("kind", Json.label(kind))
                        .put("cutAt", cutAt.toString());
            case JobResult.FilesRecovered(PointId point, List<RecoveredDisk> disks, long unsentBytes) -> {
                ObjectNode node = Json.object().put("pointId", point.value());
                node.set("disks", Json.array(disks, JobJson::disk));
                yield node.put("unsentBytes", unsentBytes);
            }
            case JobResult.Checked(CheckReport report) -> {
                ObjectNode node = Json.object()
                        .put("points", report.points())
                        .put("segments", report.segments())
                        .put("bytesRead", report.bytesRead());
                node.set("findings", Json.array(report.findings(), Json::issue));
                yield node;
            }
        };
    }

    private static ObjectNode disk(RecoveredDisk disk) {
        return Json.object()
                .put("disk", disk.disk().value())
                .put("file", disk.file().toString())
                .put("bytes", disk.bytes())
                .put("sha256", disk.sha256());
    }
}
