package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Background;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import io.leeward.model.ReplicationPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Asks which policy is to be followed. */
final class ChoosePolicyPage extends FormPage {
    private static final int WORDS_HEIGHT = 110;

    private final Desk desk;
    private Combo combo;
    private Label words;
    private List<ReplicationPolicy> policies = List.of();

    ChoosePolicyPage(Desk desk) {
        super("policy", Messages.enable_policyTitle, Messages.enable_policyQuestion);
        this.desk = desk;
    }

    @Override
    protected void fill(Composite form) {
        Label label = new Label(form, SWT.NONE);
        label.setText(Messages.enable_policy);
        combo = new Combo(form, SWT.DROP_DOWN | SWT.READ_ONLY);
        combo.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        combo.addListener(SWT.Selection, event -> {
            describe();
            changed();
        });
        Button create = new Button(form, SWT.PUSH);
        create.setText(Messages.enable_newPolicy);
        create.addListener(SWT.Selection, event -> createPolicy());
        words = words(form, "");
        ((GridData) words.getLayoutData()).heightHint = WORDS_HEIGHT;
        load(Optional.empty());
    }

    @Override
    protected Verdict verdict() {
        return chosen().isPresent() ? Verdict.COMPLETE : Verdict.MISSING;
    }

    Optional<ReplicationPolicy> chosen() {
        int index = combo.getSelectionIndex();
        return index < 0 ? Optional.empty() : Optional.of(policies.get(index));
    }

    private void createPolicy() {
        PolicyWizard wizard = new PolicyWizard(desk);
        if (LeewardWizard.open(getShell(), wizard)) {
            load(wizard.created().map(ReplicationPolicy::name));
        }
    }

    private void load(Optional<String> wanted) {
        desk.link()
                .operations()
                .ifPresent(operations -> Background.ask(
                        combo,
                        () -> operations.policies().list(),
                        found -> show(found, wanted),
                        issue -> words.setText((issue.message() + " " + issue.remedy()).strip())));
    }

    private void show(List<ReplicationPolicy> found, Optional<String> wanted) {
        policies = found.stream()
                .sorted(Comparator.comparing(ReplicationPolicy::name))
                .toList();
        combo.setItems(policies.stream().map(ReplicationPolicy::name).toArray(String[]::new));
        combo.select(wanted.map(combo::indexOf).orElse(0));
        describe();
        changed();
    }

    private void describe() {
        words.setText(chosen().map(policy -> NLS.bind(Messages.enable_policyWords, new Object[] {
                    Durations.text(policy.crashInterval()),
                    policy.appInterval().isZero() ? Messages.policy_never : Durations.text(policy.appInterval()),
                    Durations.text(policy.retention()),
                    Durations.text(policy.rpoThreshold())
                }))
                .orElse(Messages.enable_noPolicy));
    }
}
