package io.leeward.console.internal.wizards;

import io.leeward.console.internal.dialogs.IssueDialog;
import io.leeward.console.internal.live.Background;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.Style;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.operations.servers.RegistrationKey;
import io.leeward.operations.servers.ServerView;
import java.nio.charset.StandardCharsets;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** How the agent comes onto a machine: a registration key, and the commands to run there. */
final class AgentInstructions {
    private static final int WIDTH = 520;
    private static final int COMMAND_HEIGHT = 110;
    private static final String KEY_FILE = "leeward.key";
    private static final String HOST_NAME = "\"$(hostname)\"";

    private final Desk desk;
    private final Composite control;
    private final Button make;
    private final Label state;
    private final Text command;
    private final Button copy;

    AgentInstructions(Composite parent, Desk desk) {
        this.desk = desk;
        control = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = Style.GAP;
        control.setLayout(layout);
        sentence(Style.PLAIN, Messages.agent_how);
        make = new Button(control, SWT.PUSH);
        make.setText(Messages.agent_makeKey);
        make.addListener(SWT.Selection, event -> askForKey());
        state = sentence(Style.MUTED, Messages.agent_keyWords);
        command = new Text(control, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
        GridData wide = new GridData(SWT.FILL, SWT.FILL, true, true);
        wide.widthHint = WIDTH;
        wide.heightHint = COMMAND_HEIGHT;
        command.setLayoutData(wide);
        copy = new Button(control, SWT.PUSH);
        copy.setText(Messages.agent_copy);
        copy.setEnabled(false);
        copy.addListener(SWT.Selection, event -> IssueDialog.copy(control, command.getText()));
    }

    Composite control() {
        return control;
    }

    private void askForKey() {
        make.setEnabled(false);
        state.setText(Messages.agent_making);
        desk.link()
                .operations()
                .ifPresent(operations -> Background.ask(
                        control, () -> operations.servers().newRegistrationKey(), this::show, this::failed));
    }

    private void show(Outcome<RegistrationKey> outcome) {
        switch (outcome) {
            case Outcome.Done<RegistrationKey>(RegistrationKey key) -> show(key);
            case Outcome.Refused<RegistrationKey>(Issue issue) -> failed(issue);
            case Outcome.Failed<RegistrationKey>(Issue issue, Outcome.Retry retry) -> failed(issue);
        }
    }

    private void show(RegistrationKey key) {
        state.setText(NLS.bind(Messages.agent_expires, Words.exact(key.expiresAt())));
        command.setText(commands(key));
        copy.setEnabled(true);
        control.layout(true, true);
    }

    private void failed(Issue issue) {
        make.setEnabled(true);
        state.setText((issue.message() + " " + issue.remedy()).strip());
        control.layout(true, true);
    }

    private String commands(RegistrationKey key) {
        String secret = new String(key.key().reveal(), StandardCharsets.UTF_8);
        String keep = new CommandLine("umask 077; printf %s")
                .with(secret)
                .raw("> " + KEY_FILE)
                .toString();
        String enrol = new CommandLine("leeward-agent enrol")
                .with("--server", "https://" + server())
                .with("--registration-key-file", KEY_FILE)
                .with("--ca-fingerprint", key.caFingerprint())
                .with("--name")
                .raw(HOST_NAME)
                .with("--disk", Messages.agent_disk)
                .toString();
        return keep + "\n" + enrol + "\nleeward-agent run";
    }

    private String server() {
        return desk.link()
                .snapshot()
                .flatMap(snapshot -> snapshot.servers().stream()
                        .filter(server -> server.role() == ServerView.Role.CONFIGURATION_SERVER)
                        .map(ServerView::address)
                        .findFirst())
                .orElse(Messages.agent_anyServer);
    }

    private Label sentence(Style style, String text) {
        Label label = style.on(new Label(control, SWT.WRAP));
        label.setText(text);
        GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
        wide.widthHint = WIDTH;
        label.setLayoutData(wide);
        return label;
    }
}
