package io.leeward.store.control;

import io.leeward.model.JobId;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.state.JobRecord;
import io.leeward.operations.state.JobStore;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.Versioned;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SqlJobs implements JobStore {
    private static final Table JOB = new Table(
            "job",
            "id",
            "kind",
            "name",
            "target",
            "arguments",
            "state",
            "started_at",
            "ended_at",
            "issue",
            "cancellable",
            "cancel_requested",
            "result",
            "version");

    private final Database database;

    SqlJobs(Database database) {
        this.database = database;
    }

    @Override
    public List<Versioned<JobRecord>> list(int limit) {
        return query("order by started_at desc, id desc limit ?", Values.of(limit));
    }

    @Override
    public List<Versioned<JobRecord>> unended() {
        return query("where ended_at is null order by started_at, id", Values.of());
    }

    @Override
    public Optional<Versioned<JobRecord>> find(JobId job) {
        return query("where id = ?", Values.of(job.value())).stream().findFirst();
    }

    private List<Versioned<JobRecord>> query(String rest, Values values) {
        return database.read(sql -> {
            Map<String, List<StepRows.Flat>> steps = new HashMap<>();
            String selected = "where job_id in (select id from job " + rest + ") order by job_id, place";
            sql.query(StepRows.STEP.select(selected), values, row -> steps.computeIfAbsent(
                            row.text("job_id"), _ -> new ArrayList<>())
                    .add(StepRows.read(row)));
            return sql.query(JOB.select(rest), values, row -> job(row, steps));
        });
    }

    private static Versioned<JobRecord> job(Row row, Map<String, List<StepRows.Flat>> steps) throws SQLException {
        String id = row.text("id");
        return new Versioned<>(
                new JobRecord(
                        new JobId(id),
                        row.text("kind"),
                        row.text("name"),
                        row.text("target"),
                        row.text("arguments"),
                        row.label("state", JobState.class),
                        row.instant("started_at"),
                        row.optionalInstant("ended_at"),
                        row.issue(),
                        row.flag("cancellable"),
                        row.flag("cancel_requested"),
                        StepRows.tree(steps.getOrDefault(id, List.of())),
                        row.optionalText("result")),
                row.number("version"));
    }

    @Override
    public SaveResult insert(JobRecord job) {
        return database.save(sql -> {
            long next = sql.nextVersion();
            sql.insert(JOB, List.of(values(job, next)));
            sql.insert(StepRows.STEP, StepRows.values(job.id().value(), job.steps()));
            return new SaveResult.Saved(next);
        });
    }

    @Override
    public SaveResult update(JobRecord job, long version) {
        return database.save(sql -> {
            long next = sql.nextVersion();
            String id = job.id().value();
            Values values = values(job, next).and(id).and(version);
            if (sql.change(JOB.update("id = ? and version = ?"), values) == 0) {
                return new SaveResult.Stale();
            }
            sql.change("delete from job_step where job_id = ?", Values.of(id));
            sql.insert(StepRows.STEP, StepRows.values(id, job.steps()));
            return new SaveResult.Saved(next);
        });
    }

    @Override
    public int prune(int keep) {
        return database.write(sql -> sql.change(
                "delete from job where ended_at is not null and id not in"
                        + " (select id from job where ended_at is not null order by ended_at desc, id desc limit ?)",
                Values.of(keep)));
    }

    private static Values values(JobRecord job, long version) {
        return Values.of(
                        job.id().value(),
                        job.kind(),
                        job.name(),
                        job.target(),
                        job.arguments(),
                        job.state(),
                        job.startedAt(),
                        job.endedAt())
                .andIssue(job.issue())
                .and(job.cancellable())
                .and(job.cancelRequested())
                .and(job.result())
                .and(version);
    }
}
