package io.leeward.door.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.Identifier;
import io.leeward.model.JobId;
import io.leeward.model.PointId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.Operations;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.machines.PointView;
import io.leeward.operations.recover.PointChoice;
import io.leeward.operations.recover.RecoverToFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Requests about machines, points, recoveries and jobs. */
final class MachineRoutes {
    /** Longest time that a question about a job waits for its end. */
    static final int LONGEST_WAIT_SECONDS = 60;

    private static final int JOBS = 50;
    private static final int MOST_JOBS = 1_000;

    private final Operations operations;

    MachineRoutes(Operations operations) {
        this.operations = operations;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/api/v1/machines",
                        request -> Reply.ok(Json.array(operations.machines().list(), MachineJson::machine))),
                new Route(
                        "GET",
                        "/api/v1/machines/{name}",
                        request -> withMachine(request, machine -> Reply.ok(MachineJson.machine(machine)))),
                new Route(
                        "GET",
                        "/api/v1/machines/{name}/points",
                        request -> withMachine(
                                request,
                                machine -> Reply.ok(
                                        Json.array(operations.points().of(machine.id()), MachineJson::point)))),
                new Route("POST", "/api/v1/machines/{name}/protect", this::protect),
                new Route("POST", "/api/v1/machines/{name}/cut", this::cut),
                new Route("POST", "/api/v1/machines/{name}/resync", this::resynchronize),
                new Route(
                        "POST",
                        "/api/v1/machines/{name}/disable",
                        request -> withMachine(
                                request,
                                machine -> Reply.job(operations.machines().disable(machine.id())))),
                new Route(
                        "POST",
                        "/api/v1/points/{id}/pin",
                        request -> Reply.of(point(request).then(operations.points()::pin), MachineRoutes::shown)),
                new Route(
                        "POST",
                        "/api/v1/points/{id}/release",
                        request -> Reply.of(point(request).then(operations.points()::release), MachineRoutes::shown)),
                new Route("POST", "/api/v1/points/{id}/tags", this::tag),
                new Route("POST", "/api/v1/recover", this::recover),
                new Route("GET", "/api/v1/jobs", this::jobs),
                new Route("GET", "/api/v1/jobs/{id}", this::job),
                new Route(
                        "POST",
                        "/api/v1/jobs/{id}/cancel",
                        request -> Reply.of(
                                job(request.variable("id")).then(operations.jobs()::cancel), MachineRoutes::shownJob)),
                new Route(
                        "POST",
                        "/api/v1/jobs/{id}/resume",
                        request -> Reply.job(job(request.variable("id")).then(operations.jobs()::resume))));
    }

    private Reply protect(Request request) {
        String name = request.text("policy");
        Optional<ReplicationPolicy> policy = operations.policies().find(name);
        if (policy.isEmpty()) {
            return Reply.issue(SiteRoutes.unknownPolicy(name));
        }
        return withMachine(
                request,
                machine -> Reply.job(
                        operations.machines().protect(machine.id(), policy.get().id())));
    }

    private Reply cut(Request request) {
        Optional<String> tag = request.optionalText("tag");
        boolean app = request.flag("appConsistent");
        return withMachine(request, machine -> Reply.job(operations.machines().cut(machine.id(), tag, app)));
    }

    private Reply resynchronize(Request request) {
        boolean same = request.flag("sameMachine");
        return withMachine(request, machine -> Reply.job(operations.machines().resynchronize(machine.id(), same)));
    }

    private Reply tag(Request request) {
        String text = request.text("text");
        return Reply.of(point(request).then(point -> operations.points().tag(point, text)), MachineRoutes::shown);
    }

    private Reply recover(Request request) {
        PointChoice choice = PointChoice.parse(request.text("point"))
                .orElseThrow(() -> Request.malformed("point", "a point or latest, latest-processed or latest-app"));
        RecoverToFiles command = new RecoverToFiles(
                request.text("machine"), choice, folder(request.text("folder")), format(request.text("format")));
        return Reply.job(operations.recoveries().toFiles(command));
    }

    private Reply jobs(Request request) {
        int limit = request.queryNumber("limit", JOBS, 1, MOST_JOBS);
        return Reply.ok(Json.array(operations.jobs().list(limit), JobJson::job));
    }

    private Reply job(Request request) {
        int seconds = request.queryNumber("waitSeconds", 0, 0, LONGEST_WAIT_SECONDS);
        String id = request.variable("id");
        Optional<JobView> job = Identifier.valid(id)
                ? operations.jobs().await(new JobId(id), Duration.ofSeconds(seconds))
                : Optional.empty();
        return job.isPresent() ? Reply.ok(JobJson.job(job.get())) : Reply.issue(unknownJob(id));
    }

    private Reply withMachine(Request request, Function<MachineView, Reply> answer) {
        String name = request.variable("name");
        Optional<MachineView> machine = operations.machines().find(name);
        return machine.isPresent() ? answer.apply(machine.get()) : Reply.issue(unknownMachine(name));
    }

    private static JsonNode shown(PointView point) {
        return MachineJson.point(point);
    }

    private static JsonNode shownJob(JobView job) {
        return JobJson.job(job);
    }

    private static Outcome<JobId> job(String id) {
        return Identifier.valid(id) ? Outcome.done(new JobId(id)) : Outcome.refused(unknownJob(id));
    }

    private static Outcome<PointId> point(Request request) {
        String id = request.variable("id");
        return Identifier.valid(id)
                ? Outcome.done(new PointId(id))
                : Outcome.refused(Issue.of(
                        "POINT-UNKNOWN",
                        Issue.Kind.NOT_FOUND,
                        "There is no recovery point " + id + ".",
                        "List the machine's points."));
    }

    private static Path folder(String text) {
        try {
            Path folder = Path.of(text);
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw new IssueException(
                    Request.malformed("folder", "an absolute path").issue(), e);
        }
        throw Request.malformed("folder", "an absolute path");
    }

    private static RecoverToFiles.Format format(String text) {
        for (RecoverToFiles.Format format : RecoverToFiles.Format.values()) {
            if (format.extension().equals(text)) {
                return format;
            }
        }
        throw Request.malformed("format", "raw or vhd");
    }

    private static Issue unknownMachine(String name) {
        return Issue.of(
                "MACHINE-UNKNOWN",
                Issue.Kind.NOT_FOUND,
                "There is no machine " + name + ".",
                "A machine appears when its agent has enrolled; list the machines to see their names.");
    }

    private static Issue unknownJob(String id) {
        return Issue.of("JOB-UNKNOWN", Issue.Kind.NOT_FOUND, "There is no job " + id + ".", "List jobs to see them.");
    }
}
