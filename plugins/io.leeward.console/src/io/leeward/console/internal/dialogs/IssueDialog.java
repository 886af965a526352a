package io.leeward.console.internal.dialogs;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.Notice;
import io.leeward.console.widgets.Shape;
import io.leeward.kernel.Issue;
import java.util.List;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

/** Tells what went wrong, why and what to do, with the details to copy. */
public final class IssueDialog extends Dialog {
    private static final int WIDTH = 460;

    private final Desk desk;
    private final Shape shape;
    private final String title;
    private final Issue issue;

    private IssueDialog(Shell parent, Desk desk, Shape shape, String title, Issue issue) {
        super(parent);
        this.desk = desk;
        this.shape = shape;
        this.title = title;
        this.issue = issue;
    }

    /** Tells that an action did not succeed. */
    public static void failed(Shell parent, Desk desk, String action, Issue issue) {
        new IssueDialog(parent, desk, Shape.CRITICAL, action, issue).open();
    }

    /** Explains what needs a hand. */
    public static void explain(Shell parent, Desk desk, String subject, Issue issue) {
        new IssueDialog(parent, desk, Shape.WARNING, subject, issue).open();
    }

    /** Puts an issue's details into the clipboard. */
    public static void copy(Control owner, Issue issue) {
        copy(owner, Words.details(issue));
    }

    /** Puts a text into the clipboard. */
    public static void copy(Control owner, String text) {
        Clipboard clipboard = new Clipboard(owner.getDisplay());
        try {
            clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
        } finally {
            clipboard.dispose();
        }
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Notice notice = new Notice(area, desk.palette(), desk.images());
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
        data.widthHint = WIDTH;
        notice.setLayoutData(data);
        notice.show(
                shape,
                issue.message(),
                List.of(issue.cause(), issue.remedy(), NLS.bind(Messages.issue_code, issue.code())),
                List.of());
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.DETAILS_ID, Messages.issue_copy, false);
        createButton(parent, IDialogConstants.OK_ID, Messages.dialog_close, true);
    }

    @Override
    protected void buttonPressed(int id) {
        if (id == IDialogConstants.DETAILS_ID) {
            copy(getShell(), issue);
        } else {
            super.buttonPressed(id);
        }
    }
}
