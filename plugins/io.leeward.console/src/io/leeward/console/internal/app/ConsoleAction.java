package io.leeward.console.internal.app;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PerspectiveAdapter;
import org.eclipse.ui.handlers.IHandlerService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command of the console in a menu or tool bar. */
final class ConsoleAction extends Action {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleAction.class);

    /** The commands. */
    enum Kind {
        PROTECT(Images.PROTECT, ProtectPerspective.ID, true),
        MONITOR(Images.MONITOR, MonitorPerspective.ID, true),
        CREATE_VAULT(Images.VAULT, "io.leeward.console.vault.create", false),
        ATTACH_VAULT(Images.ATTACH, "io.leeward.console.vault.attach", false),
        CHECK_VAULT(Images.CHECK, "io.leeward.console.vault.check", false),
        NEW_POLICY(Images.POLICY, "io.leeward.console.policy.new", false),
        FIND(Images.SEARCH, "org.eclipse.ui.window.quickAccess", false),
        ABOUT(Images.ABOUT, "io.leeward.console.about", false);

        private final Images icon;
        private final String id;
        private final boolean perspective;

        Kind(Images icon, String id, boolean perspective) {
            this.icon = icon;
            this.id = id;
            this.perspective = perspective;
        }

        private String title() {
            return switch (this) {
                case PROTECT -> Messages.perspective_protect;
                case MONITOR -> Messages.perspective_monitor;
                case CREATE_VAULT -> Messages.verb_createVault;
                case ATTACH_VAULT -> Messages.verb_attachVault;
                case CHECK_VAULT -> Messages.verb_checkVault;
                case NEW_POLICY -> Messages.verb_newPolicy;
                case FIND -> Messages.verb_find;
                case ABOUT -> Messages.verb_about;
            };
        }
    }

    private final Kind kind;
    private final IWorkbenchWindow window;
    private final Desk desk;

    ConsoleAction(Kind kind, IWorkbenchWindow window, Desk desk) {
        super(kind.title(), kind.perspective ? IAction.AS_RADIO_BUTTON : IAction.AS_PUSH_BUTTON);
        this.kind = kind;
        this.window = window;
        this.desk = desk;
        setId(kind.id + ".action");
        color();
        update();
        if (kind.perspective) {
            window.addPerspectiveListener(new PerspectiveAdapter() {
                @Override
                public void perspectiveActivated(IWorkbenchPage page, IPerspectiveDescriptor perspective) {
                    setChecked(kind.id.equals(perspective.getId()));
                }
            });
        }
    }

    /** Takes the colours of the theme that is on. */
    void color() {
        setImageDescriptor(kind.icon.descriptor(desk.palette()));
    }

    /**
     * Looks at the vault again: a vault is made or attached only while there is none, and checked only while there is
     * one.
     */
    void update() {
        boolean vault =
                desk.link().snapshot().flatMap(snapshot -> snapshot.vault()).isPresent();
        switch (kind) {
            case CREATE_VAULT, ATTACH_VAULT -> enable(!vault, Messages.verb_vaultThere);
            case CHECK_VAULT -> enable(vault, Messages.verb_noVault);
            case PROTECT, MONITOR -> setChecked(kind.id.equals(shown()));
            case NEW_POLICY, FIND, ABOUT -> {}
        }
    }

    @Override
    public void run() {
        if (kind.perspective) {
            show();
            return;
        }
        try {
            window.getService(IHandlerService.class).executeCommand(kind.id, null);
        } catch (CommandException e) {
            LOG.atWarn().addKeyValue("command", kind.id).setCause(e).log("command could not be run");
        }
    }

    /** The identifier of the perspective that is open, or nothing. */
    private String shown() {
        IWorkbenchPage page = window.getActivePage();
        return page == null || page.getPerspective() == null
                ? ""
                : page.getPerspective().getId();
    }

    private void show() {
        IPerspectiveDescriptor wanted =
                window.getWorkbench().getPerspectiveRegistry().findPerspectiveWithId(kind.id);
        if (isChecked() && window.getActivePage() != null) {
            window.getActivePage().setPerspective(wanted);
        }
    }

    private void enable(boolean possible, String reason) {
        setEnabled(possible);
        setToolTipText(possible ? kind.title() : reason);
    }
}
