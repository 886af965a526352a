package io.leeward.operations.internal.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.kernel.Issue;
import io.leeward.model.DiskId;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.recover.RecoveredDisk;
import io.leeward.operations.vaults.CheckReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Arguments and results of jobs as the text that is kept with them. */
final class JobText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JobText() {}

    static String arguments(Map<String, String> arguments) {
        ObjectNode node = JSON.createObjectNode();
        new TreeMap<>(arguments).forEach(node::put);
        return node.toString();
    }

    static Map<String, String> arguments(String text) {
        Map<String, String> arguments = new TreeMap<>();
        parse(text)
                .properties()
                .forEach(field -> arguments.put(field.getKey(), field.getValue().asText()));
        return arguments;
    }

    static Optional<String> result(JobResult result) {
        ObjectNode node = JSON.createObjectNode();
        switch (result) {
            case JobResult.None() -> {
                return Optional.empty();
            }
            case JobResult.PointCut(PointId point, PointKind kind, Instant cutAt) ->
                node.put("type", "point-cut")
                        .put("point", point.value())
                        .put("kind", kind.name())
                        .put("cutAt", cutAt.toString());
            case JobResult.FilesRecovered(PointId point, List<RecoveredDisk> disks, long unsentBytes) -> {
                node.put("type", "files-recovered").put("point", point.value()).put("unsentBytes", unsentBytes);
                ArrayNode list = node.putArray("disks");
                disks.forEach(disk -> list.addObject()
                        .put("disk", disk.disk().value())
                        .put("file", disk.file().toString())
                        .put("bytes", disk.bytes())
                        .put("sha256", disk.sha256()));
            }
            case JobResult.Checked(CheckReport report) -> {
                node.put("type", "checked")
                        .put("points", report.points())
                        .put("segments", report.segments())
                        .put("bytesRead", report.bytesRead());
                ArrayNode list = node.putArray("findings");
                report.findings().forEach(issue -> write(list.addObject(), issue));
            }
        }
        return Optional.of(node.toString());
    }

    static JobResult result(Optional<String> text) {
        if (text.isEmpty()) {
            return new JobResult.None();
        }
        JsonNode node = parse(text.get());
        return switch (node.path("type").asText()) {
            case "point-cut" ->
                new JobResult.PointCut(
                        new PointId(node.path("point").asText()),
                        PointKind.valueOf(node.path("kind").asText()),
                        Instant.parse(node.path("cutAt").asText()));
            case "files-recovered" ->
                new JobResult.FilesRecovered(
                        new PointId(node.path("point").asText()),
                        disks(node.path("disks")),
                        node.path("unsentBytes").asLong());
            case "checked" ->
                new JobResult.Checked(new CheckReport(
                        node.path("points").asInt(),
                        node.path("segments").asInt(),
                        node.path("bytesRead").asLong(),
                        issues(node.path("findings"))));
            default -> new JobResult.None();
        };
    }

    private static List<RecoveredDisk> disks(JsonNode list) {
        List<RecoveredDisk> disks = new ArrayList<>();
        list.forEach(disk -> disks.add(new RecoveredDisk(
                new DiskId(disk.path("disk").asText()),
                Path.of(disk.path("file").asText()),
                disk.path("bytes").asLong(),
                disk.path("sha256").asText())));
        return disks;
    }

    private static void write(ObjectNode node, Issue issue) {
        node.put("code", issue.code())
                .put("kind", issue.kind().name())
                .put("message", issue.message())
                .put("cause", issue.cause())
                .put("remedy", issue.remedy());
    }

    private static List<Issue> issues(JsonNode list) {
        List<Issue> issues = new ArrayList<>();
        list.forEach(issue -> issues.add(new Issue(
                issue.path("code").asText(),
                Issue.Kind.valueOf(issue.path("kind").asText()),
                issue.path("message").asText(),
                issue.path("cause").asText(),
                issue.path("remedy").asText())));
        return issues;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text kept with a job is not JSON", e);
        }
    }
}
