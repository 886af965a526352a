package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.policies.PolicySettings;
import java.util.List;
import java.util.Optional;

/** Makes a replication policy. */
public final class PolicyWizard extends LeewardWizard {
    private final PolicyPage page;
    private Optional<ReplicationPolicy> created = Optional.empty();

    public PolicyWizard(Desk desk) {
        super(desk, Messages.policy_title, Images.POLICY);
        page = new PolicyPage(desk);
    }

    /** The policy, once the wizard was finished. */
    Optional<ReplicationPolicy> created() {
        return created;
    }

    @Override
    public void addPages() {
        addPage(page);
        addPage(new SummaryPage(Messages.policy_summary, this::summary, this::command));
    }

    @Override
    public boolean performFinish() {
        PolicySettings settings = page.settings();
        return carryOut(operations -> operations.policies().create(settings), policy -> created = Optional.of(policy));
    }

    private List<SummaryPage.Line> summary() {
        PolicySettings settings = page.settings();
        return List.of(
                new SummaryPage.Line(Messages.policy_name, settings.name()),
                new SummaryPage.Line(Messages.policy_crash, Durations.text(settings.crashInterval())),
                new SummaryPage.Line(
                        Messages.policy_app,
                        settings.appInterval().isZero()
                                ? Messages.policy_never
                                : Durations.text(settings.appInterval())),
                new SummaryPage.Line(Messages.policy_retention, Durations.text(settings.retention())),
                new SummaryPage.Line(Messages.policy_threshold, Durations.text(settings.rpoThreshold())));
    }

    private String command() {
        PolicySettings settings = page.settings();
        return new CommandLine("leeward policy create")
                .with(settings.name())
                .with("--crash-interval", Durations.text(settings.crashInterval()))
                .with("--app-interval", Durations.text(settings.appInterval()))
                .with("--retention", Durations.text(settings.retention()))
                .with("--rpo-threshold", Durations.text(settings.rpoThreshold()))
                .toString();
    }
}
