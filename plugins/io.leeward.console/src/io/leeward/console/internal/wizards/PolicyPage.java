package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Background;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Field;
import io.leeward.model.Compression;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.policies.PolicySettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** Asks for the settings of a policy. */
final class PolicyPage extends FormPage {
    private static final PolicyId UNNAMED = new PolicyId("new");

    private final Desk desk;
    private Set<String> taken = Set.of();
    private Text name;
    private Combo crash;
    private Combo app;
    private Combo retention;
    private Combo threshold;
    private Combo compression;

    PolicyPage(Desk desk) {
        super("policy", Messages.policy_title, Messages.policy_question);
        this.desk = desk;
    }

    @Override
    protected void fill(Composite form) {
        name = watched(Field.text(form, Messages.policy_name, SWT.NONE));
        name.setMessage(Messages.policy_nameHint);
        crash = time(
                form, Messages.policy_crash, ReplicationPolicy.DEFAULT_CRASH_INTERVAL, "1m", "5m", "15m", "30m", "1h");
        app = time(form, Messages.policy_app, ReplicationPolicy.DEFAULT_APP_INTERVAL, "0", "1h", "4h", "12h", "24h");
        retention = time(
                form, Messages.policy_retention, ReplicationPolicy.DEFAULT_RETENTION, "24h", "72h", "168h", "720h");
        threshold = time(
                form, Messages.policy_threshold, ReplicationPolicy.DEFAULT_RPO_THRESHOLD, "5m", "15m", "30m", "1h");
        compression = Field.combo(form, Messages.policy_compression, SWT.READ_ONLY);
        compression.setItems(Messages.policy_snappy, Messages.policy_zstd);
        compression.select(0);
        words(form, Messages.policy_words);
        desk.link()
                .operations()
                .ifPresent(operations -> Background.ask(
                        form,
                        () -> operations.policies().list(),
                        policies -> taken =
                                policies.stream().map(ReplicationPolicy::name).collect(Collectors.toSet()),
                        issue -> {}));
    }

    @Override
    protected Verdict verdict() {
        for (Combo combo : List.of(crash, app, retention, threshold)) {
            if (Durations.parse(combo.getText()).isEmpty()) {
                return Verdict.wrong(NLS.bind(Messages.policy_notTime, combo.getText()));
            }
        }
        if (name.getText().isBlank()) {
            return Verdict.MISSING;
        }
        if (taken.contains(name.getText().strip())) {
            return Verdict.wrong(NLS.bind(Messages.policy_taken, name.getText().strip()));
        }
        return limits().map(Verdict::wrong).orElse(Verdict.COMPLETE);
    }

    PolicySettings settings() {
        return new PolicySettings(
                name.getText().strip(),
                value(crash),
                value(app),
                value(retention),
                value(threshold),
                Compression.values()[compression.getSelectionIndex()],
                ReplicationPolicy.DEFAULT_FLUSH);
    }

    private Optional<String> limits() {
        try {
            settings().as(UNNAMED);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Duration value(Combo combo) {
        return Durations.parse(combo.getText()).orElse(Duration.ZERO);
    }

    private Combo time(Composite form, String title, Duration value, String... choices) {
        Combo combo = Field.combo(form, title, SWT.NONE);
        combo.setItems(choices);
        combo.setText(Durations.text(value));
        return watched(combo);
    }
}
