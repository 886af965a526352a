package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.live.Situation;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.Field;
import io.leeward.console.widgets.Pages;
import io.leeward.console.widgets.Style;
import io.leeward.model.Action;
import io.leeward.model.MachineId;
import io.leeward.operations.machines.DiskView;
import io.leeward.operations.machines.MachineView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/**
 * Asks which machines are meant; while none is enrolled it shows how to install an agent, and notices when one has
 * arrived.
 */
final class ChooseMachinesPage extends FormPage {
    private final Desk desk;
    private final Optional<MachineId> meant;
    private Pages pages;
    private Composite list;
    private Table table;
    private AgentInstructions instructions;
    private List<MachineId> offered = List.of();
    private boolean instructed;

    ChooseMachinesPage(Desk desk, Optional<MachineId> meant) {
        super("machines", Messages.enable_title, Messages.enable_question);
        this.desk = desk;
        this.meant = meant;
    }

    @Override
    protected void fill(Composite form) {
        pages = Style.PLAIN.on(new Pages(form));
        pages.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, Field.COLUMNS, 1));
        list = new Composite(pages, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = Style.GAP;
        list.setLayout(layout);
        table = watched(new Table(list, SWT.CHECK | SWT.BORDER | SWT.FULL_SELECTION | SWT.V_SCROLL));
        table.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        table.setHeaderVisible(true);
        column(Messages.machines_name, 240);
        column(Messages.enable_disks, 140);
        column(Messages.enable_size, 120);
        Button other = new Button(list, SWT.PUSH);
        other.setText(Messages.enable_notListed);
        other.addListener(SWT.Selection, event -> {
            instructed = true;
            pages.bring(instructions.control());
        });
        instructions = new AgentInstructions(pages, desk);
        desk.link().watch(form, this::show);
    }

    @Override
    protected Verdict verdict() {
        return chosen().isEmpty() ? Verdict.MISSING : Verdict.COMPLETE;
    }

    /** The machines that were ticked. */
    List<MachineView> chosen() {
        return Arrays.stream(table.getItems())
                .filter(TableItem::getChecked)
                .map(item -> (MachineView) item.getData())
                .toList();
    }

    private void show(Situation situation) {
        if (!(situation instanceof Situation.Running running)) {
            return;
        }
        List<MachineView> possible = running.snapshot().machines().stream()
                .filter(machine -> Attention.allowed(machine, Action.ENABLE_REPLICATION))
                .toList();
        List<MachineId> ids = possible.stream().map(MachineView::id).toList();
        if (!ids.equals(offered)) {
            instructed = instructed && ids.size() <= offered.size();
            possible.stream().filter(machine -> !offered.contains(machine.id())).forEach(this::offer);
            offered = ids;
            changed();
        }
        pages.bring(possible.isEmpty() || instructed ? instructions.control() : list);
    }

    private void offer(MachineView machine) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setData(machine);
        int disks = machine.disks().size();
        item.setText(new String[] {
            machine.name(),
            disks == 1 ? Messages.enable_diskOne : NLS.bind(Messages.enable_diskCount, disks),
            Words.bytes(machine.disks().stream().mapToLong(DiskView::bytes).sum())
        });
        item.setChecked(meant.map(machine.id()::equals).orElse(false));
    }

    private void column(String title, int width) {
        TableColumn column = new TableColumn(table, SWT.LEFT);
        column.setText(title);
        column.setWidth(width);
    }
}
