package io.leeward.console.internal.wizards;

import io.leeward.console.internal.dialogs.IssueDialog;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Style;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** The last page: what will be created or changed, and the same as a command. */
final class SummaryPage extends WizardPage {
    private static final int WIDTH = 560;
    private static final int COMMAND_HEIGHT = 60;

    /** A line of the summary. */
    record Line(String what, String value) {}

    private final Supplier<List<Line>> lines;
    private final Supplier<String> command;
    private Composite table;
    private Text commandText;

    SummaryPage(String sentence, Supplier<List<Line>> lines, Supplier<String> command) {
        super("summary");
        this.lines = lines;
        this.command = command;
        setTitle(Messages.summary_title);
        setDescription(sentence);
        setPageComplete(false);
    }

    @Override
    public void createControl(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = Style.WIDE_GAP;
        layout.marginHeight = Style.WIDE_GAP;
        layout.verticalSpacing = Style.GAP;
        page.setLayout(layout);
        table = new Composite(page, SWT.NONE);
        table.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        GridLayout columns = new GridLayout(2, false);
        columns.marginWidth = 0;
        columns.horizontalSpacing = Style.WIDE_GAP;
        columns.verticalSpacing = Style.GAP;
        table.setLayout(columns);
        Label title = Style.MUTED.on(new Label(page, SWT.NONE));
        title.setText(Messages.summary_command);
        commandText = new Text(page, SWT.BORDER | SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL);
        GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false);
        wide.heightHint = COMMAND_HEIGHT;
        wide.widthHint = WIDTH;
        commandText.setLayoutData(wide);
        Button copy = new Button(page, SWT.PUSH);
        copy.setText(Messages.summary_copy);
        copy.addListener(SWT.Selection, event -> IssueDialog.copy(page, commandText.getText()));
        setControl(page);
    }

    @Override
    public void setVisible(boolean visible) {
        if (visible) {
            for (var child : table.getChildren()) {
                child.dispose();
            }
            lines.get().forEach(this::show);
            commandText.setText(command.get());
            ((Composite) getControl()).layout(true, true);
        }
        super.setVisible(visible);
        setPageComplete(visible);
    }

    private void show(Line line) {
        Label what = Style.MUTED.on(new Label(table, SWT.NONE));
        what.setText(line.what());
        what.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
        Label value = new Label(table, SWT.WRAP);
        value.setText(line.value());
        GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
        wide.widthHint = WIDTH / 2;
        value.setLayoutData(wide);
    }
}
