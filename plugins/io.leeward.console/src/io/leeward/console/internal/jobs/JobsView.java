package io.leeward.console.internal.jobs;

import io.leeward.console.internal.actions.Verbs;
import io.leeward.console.internal.dialogs.IssueDialog;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.live.Situation;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.EmptyState;
import io.leeward.console.widgets.Notice;
import io.leeward.console.widgets.Pages;
import io.leeward.console.widgets.RowNote;
import io.leeward.console.widgets.Shape;
import io.leeward.console.widgets.Style;
import io.leeward.console.widgets.Token;
import io.leeward.kernel.Issue;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.JobView;
import java.util.List;
import java.util.Optional;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/** What runs and what ran lately, step by step, with what went wrong and what to do about it. */
public final class JobsView extends ViewPart {
    public static final String ID = "io.leeward.console.jobs";

    private Desk desk;
    private Pages pages;
    private Composite page;
    private JobTree tree;
    private Notice notice;
    private EmptyState empty;
    private Action cancel;
    private Action resume;
    private Action copy;

    @Override
    public void createPartControl(Composite parent) {
        desk = Desk.of(getSite());
        pages = new Pages(parent);
        page = Style.SURFACE.on(new Composite(pages, SWT.NONE));
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        page.setLayout(layout);
        tree = new JobTree(page, desk);
        tree.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        notice = new Notice(page, desk.palette(), desk.images());
        GridData data = new GridData(SWT.FILL, SWT.BOTTOM, true, false);
        data.horizontalIndent = Style.GAP;
        data.exclude = true;
        notice.setLayoutData(data);
        empty = new EmptyState(
                pages,
                Images.JOB.image(desk.images(), desk.palette(), Token.MUTED, Images.LARGE / 2),
                Messages.jobs_emptyTitle,
                Messages.jobs_emptyText,
                List.of());
        createActions();
        tree.onSelect(this::selected);
        desk.link().watch(pages, this::show);
    }

    @Override
    public void setFocus() {
        tree.control().setFocus();
    }

    private void createActions() {
        cancel = action(Messages.jobs_cancel, Images.CANCEL, () -> job().ifPresent(
                        job -> Verbs.send(desk, page.getShell(), Messages.jobs_cancel, operations -> operations
                                .jobs()
                                .cancel(job.id()))));
        resume = action(Messages.jobs_resume, Images.RESUME, () -> job().ifPresent(
                        job -> Verbs.send(desk, page.getShell(), Messages.jobs_resume, operations -> operations
                                .jobs()
                                .resume(job.id()))));
        copy = action(Messages.issue_copy, Images.COPY, () -> tree.selected().ifPresent(this::copy));
        MenuManager menu = new MenuManager();
        menu.add(cancel);
        menu.add(resume);
        menu.add(copy);
        tree.control().setMenu(menu.createContextMenu(tree.control()));
        var bar = getViewSite().getActionBars().getToolBarManager();
        bar.add(cancel);
        bar.add(resume);
        bar.add(copy);
        selected(Optional.empty());
    }

    private void show(Situation situation) {
        if (situation instanceof Situation.Running running
                && !running.snapshot().jobs().isEmpty()) {
            List<JobView> jobs = running.snapshot().jobs();
            tree.show(jobs, running.snapshot().at());
            long active = jobs.stream().filter(job -> !job.state().ended()).count();
            name(active == 0 ? Messages.jobs_title : NLS.bind(Messages.jobs_titleActive, active));
            enable(tree.selected());
            pages.bring(page);
        } else {
            name(Messages.jobs_title);
            pages.bring(empty);
        }
    }

    private void name(String title) {
        if (!title.equals(getPartName())) {
            setPartName(title);
        }
    }

    private void selected(Optional<JobLine> line) {
        enable(line);
        Optional<Issue> issue = line.flatMap(this::issue);
        issue.ifPresent(this::explain);
        GridData data = (GridData) notice.getLayoutData();
        if (data.exclude == issue.isPresent()) {
            data.exclude = issue.isEmpty();
            notice.setVisible(issue.isPresent());
        }
        page.layout(true, true);
    }

    private void explain(Issue issue) {
        notice.show(
                Shape.CRITICAL,
                issue.message(),
                List.of(issue.cause(), issue.remedy(), NLS.bind(Messages.issue_code, issue.code())),
                List.of(new RowNote.Link(Messages.issue_copy, () -> IssueDialog.copy(page, issue))));
    }

    private void enable(Optional<JobLine> line) {
        Optional<JobView> job = line.map(JobLine::job);
        enable(cancel, Messages.jobs_cancel, job.filter(JobView::cancellable).isPresent(), Messages.jobs_cannotCancel);
        enable(
                resume,
                Messages.jobs_resume,
                job.filter(view -> view.state() == JobState.FAILED).isPresent(),
                Messages.jobs_cannotResume);
        enable(copy, Messages.issue_copy, line.isPresent(), Messages.jobs_nothingToCopy);
    }

    private static void enable(Action action, String title, boolean possible, String reason) {
        action.setEnabled(possible);
        action.setToolTipText(possible ? title : reason);
    }

    private Optional<Issue> issue(JobLine line) {
        return line.issue().or(() -> line.job().issue().filter(issue -> line.state() == JobState.FAILED));
    }

    private Optional<JobView> job() {
        return tree.selected().map(JobLine::job);
    }

    private void copy(JobLine line) {
        IssueDialog.copy(page, issue(line).map(Words::details).orElse(line.name() + "\n" + line.words()));
    }

    private Action action(String title, Images icon, Runnable run) {
        Action action = new Action(title) {
            @Override
            public void run() {
                run.run();
            }
        };
        action.setImageDescriptor(icon.descriptor(desk.palette()));
        return action;
    }
}
