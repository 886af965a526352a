package io.leeward.store.control;

import io.leeward.kernel.Issue;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.StepView;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tree of a job's steps as rows: each step before the steps within it, with its depth. */
final class StepRows {
    static final Table STEP = new Table(
            "job_step",
            "job_id",
            "place",
            "depth",
            "name",
            "state",
            "detail",
            "done",
            "total",
            "started_at",
            "ended_at",
            "issue");

    private StepRows() {}

    /** A row on its way to become a step. */
    record Flat(
            int depth,
            String name,
            JobState state,
            String detail,
            long done,
            long total,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<Issue> issue) {
        StepView with(List<StepView> steps) {
            return new StepView(name, state, detail, done, total, startedAt, endedAt, issue, steps);
        }
    }

    static Flat read(Row row) throws SQLException {
        return new Flat(
                row.count("depth"),
                row.text("name"),
                row.label("state", JobState.class),
                row.text("detail"),
                row.number("done"),
                row.number("total"),
                row.optionalInstant("started_at"),
                row.optionalInstant("ended_at"),
                row.issue());
    }

    /** The tree of rows in their order. */
    static List<StepView> tree(List<Flat> rows) {
        List<StepView> steps = new ArrayList<>();
        for (int i = 0; i < rows.size(); ) {
            int end = i + 1;
            while (end < rows.size() && rows.get(end).depth() > rows.get(i).depth()) {
                end++;
            }
            steps.add(rows.get(i).with(tree(rows.subList(i + 1, end))));
            i = end;
        }
        return steps;
    }

    static List<Values> values(String job, List<StepView> steps) {
        List<Values> rows = new ArrayList<>();
        append(job, steps, 0, rows);
        return rows;
    }

    private static void append(String job, List<StepView> steps, int depth, List<Values> rows) {
        for (StepView step : steps) {
            rows.add(Values.of(
                            job,
                            rows.size(),
                            depth,
                            step.name(),
                            step.state(),
                            step.detail(),
                            step.done(),
                            step.total(),
                            step.startedAt(),
                            step.endedAt())
                    .andIssue(step.issue()));
            append(job, step.steps(), depth + 1, rows);
        }
    }
}
