package io.leeward.console.internal.app;

import io.leeward.console.internal.dialogs.IssueDialog;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Style;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.osgi.framework.FrameworkUtil;

/** Which product and version this is, with what a report about it needs. */
final class AboutDialog extends Dialog {
    private static final int LOGO = 96;
    private static final int WIDTH = 360;

    AboutDialog(Shell parent) {
        super(parent);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.about_title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = Style.WIDE_GAP;
        layout.marginHeight = Style.WIDE_GAP;
        layout.horizontalSpacing = Style.WIDE_GAP;
        layout.verticalSpacing = Style.GAP;
        area.setLayout(layout);
        Label picture = new Label(area, SWT.NONE);
        Image logo = Branding.logo(parent.getDisplay(), LOGO);
        picture.setImage(logo);
        picture.addDisposeListener(event -> logo.dispose());
        picture.setLayoutData(new GridData(SWT.CENTER, SWT.TOP, false, false, 1, 4));
        Label name = Style.HEADING.on(new Label(area, SWT.NONE));
        name.setText(Branding.NAME);
        name.setFont(Style.headingFont(name));
        text(area, Style.PLAIN, Messages.about_what);
        text(area, Style.MUTED, details());
        text(area, Style.MUTED, Messages.about_licence);
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
            IssueDialog.copy(getShell(), Branding.NAME + "\n" + details());
        } else {
            super.buttonPressed(id);
        }
    }

    private static String details() {
        return NLS.bind(Messages.about_details, new Object[] {
            FrameworkUtil.getBundle(AboutDialog.class).getVersion(),
            Runtime.version(),
            System.getProperty("os.name") + " " + System.getProperty("os.version")
        });
    }

    private static void text(Composite parent, Style style, String text) {
        Label label = style.on(new Label(parent, SWT.WRAP));
        label.setText(text);
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.widthHint = WIDTH;
        label.setLayoutData(data);
    }
}
