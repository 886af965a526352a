package io.leeward.console.internal.app;

import io.leeward.console.internal.actions.MachineVerb;
import io.leeward.console.internal.actions.VerbAction;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.e4.core.services.events.IEventBroker;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.ICoolBarManager;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.action.ToolBarContributionItem;
import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.swt.SWT;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;

/** Menus and tool bar. Every action of a machine stands in its one place and knows why it cannot be used. */
final class ConsoleBars extends ActionBarAdvisor {
    private final List<VerbAction> verbs = new ArrayList<>();
    private final List<ConsoleAction> actions = new ArrayList<>();
    private Desk desk;
    private IWorkbenchWindow window;

    ConsoleBars(IActionBarConfigurer configurer) {
        super(configurer);
    }

    @Override
    protected void makeActions(IWorkbenchWindow newWindow) {
        window = newWindow;
        desk = Desk.of(window);
        for (MachineVerb verb : MachineVerb.values()) {
            verbs.add(new VerbAction(verb, desk, window::getShell));
        }
        desk.selected().watch(id -> updateVerbs());
        desk.link().watch(situation -> updateVerbs());
        register(ActionFactory.QUIT.create(window));
        register(ActionFactory.PREFERENCES.create(window));
        register(ActionFactory.RESET_PERSPECTIVE.create(window));
        window.getService(IEventBroker.class).subscribe(IThemeEngine.Events.THEME_CHANGED, event -> color());
    }

    @Override
    protected void fillMenuBar(IMenuManager bar) {
        MenuManager vault = new MenuManager(Messages.menu_vault, "vault");
        vault.add(action(ConsoleAction.Kind.CREATE_VAULT));
        vault.add(action(ConsoleAction.Kind.ATTACH_VAULT));
        vault.add(action(ConsoleAction.Kind.CHECK_VAULT));
        vault.add(new Separator());
        vault.add(getAction(ActionFactory.QUIT.getId()));
        MenuManager machine = new MenuManager(Messages.menu_machine, "machine");
        verbs.forEach(machine::add);
        machine.add(new Separator());
        machine.add(action(ConsoleAction.Kind.NEW_POLICY));
        MenuManager view = new MenuManager(Messages.menu_view, "view");
        view.add(action(ConsoleAction.Kind.PROTECT));
        view.add(action(ConsoleAction.Kind.MONITOR));
        view.add(getAction(ActionFactory.RESET_PERSPECTIVE.getId()));
        view.add(new Separator());
        view.add(getAction(ActionFactory.PREFERENCES.getId()));
        MenuManager help = new MenuManager(Messages.menu_help, "help");
        help.add(action(ConsoleAction.Kind.FIND));
        help.add(action(ConsoleAction.Kind.ABOUT));
        bar.add(vault);
        bar.add(machine);
        bar.add(view);
        bar.add(help);
    }

    @Override
    protected void fillCoolBar(ICoolBarManager bar) {
        ToolBarManager tools = new ToolBarManager(SWT.FLAT | SWT.RIGHT);
        tools.add(wordy(action(ConsoleAction.Kind.PROTECT)));
        tools.add(wordy(action(ConsoleAction.Kind.MONITOR)));
        tools.add(new Separator());
        for (VerbAction verb : verbs) {
            tools.add(wordy(verb));
        }
        bar.add(new ToolBarContributionItem(tools, "io.leeward.console.tools"));
    }

    private ConsoleAction action(ConsoleAction.Kind kind) {
        ConsoleAction action = new ConsoleAction(kind, window, desk);
        actions.add(action);
        return action;
    }

    private static ActionContributionItem wordy(org.eclipse.jface.action.IAction action) {
        ActionContributionItem item = new ActionContributionItem(action);
        item.setMode(ActionContributionItem.MODE_FORCE_TEXT);
        return item;
    }

    private void updateVerbs() {
        verbs.forEach(VerbAction::update);
        actions.forEach(ConsoleAction::update);
    }

    private void color() {
        verbs.forEach(VerbAction::color);
        actions.forEach(ConsoleAction::color);
    }
}
