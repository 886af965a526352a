package io.leeward.console.internal.actions;

import io.leeward.console.internal.live.Desk;
import io.leeward.operations.machines.MachineView;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jface.action.Action;
import org.eclipse.swt.widgets.Shell;

/** A verb in a menu or tool bar: disabled with its reason as the tooltip while the machine does not allow it. */
public final class VerbAction extends Action {
    private final MachineVerb verb;
    private final Desk desk;
    private final Supplier<Shell> shell;

    public VerbAction(MachineVerb verb, Desk desk, Supplier<Shell> shell) {
        super(verb.title());
        this.verb = verb;
        this.desk = desk;
        this.shell = shell;
        setId("io.leeward.console.verb." + verb.name().toLowerCase(java.util.Locale.ROOT));
        color();
        update();
    }

    /** Takes the colours of the theme that is on. */
    public void color() {
        setImageDescriptor(verb.icon().descriptor(desk.palette()));
    }

    /** Looks at the chosen machine again. */
    public void update() {
        Optional<String> reason = Verbs.reasonAgainst(verb, subject());
        setEnabled(reason.isEmpty());
        setToolTipText(reason.orElse(verb.title()));
    }

    @Override
    public void run() {
        Verbs.run(verb, desk, shell.get(), subject());
    }

    /** The machine that is meant: enabling is possible without one, and then asks for it. */
    private Optional<MachineView> subject() {
        Optional<MachineView> chosen = desk.selected().machine();
        boolean possible =
                verb != MachineVerb.ENABLE || Verbs.reasonAgainst(verb, chosen).isEmpty();
        return possible ? chosen : Optional.empty();
    }
}
