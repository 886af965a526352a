package io.leeward.console.internal.machines;

import io.leeward.console.internal.actions.MachineMenu;
import io.leeward.console.internal.actions.MachineVerb;
import io.leeward.console.internal.actions.Verbs;
import io.leeward.console.internal.dialogs.IssueDialog;
import io.leeward.console.internal.editor.MachineInput;
import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.live.Situation;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Pages;
import io.leeward.console.widgets.RowNote;
import io.leeward.console.widgets.RowTable;
import io.leeward.console.widgets.Style;
import io.leeward.console.widgets.Token;
import io.leeward.model.MachineId;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.machines.MachineView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.part.ViewPart;

/** All machines, worst first, with what needs a hand in a second line. */
public final class MachinesView extends ViewPart {
    public static final String ID = "io.leeward.console.machines";

    private static final int FILTER_WIDTH = 220;

    private final Map<MachineFilter, ToolItem> filters = new EnumMap<>(MachineFilter.class);
    private Desk desk;
    private Pages pages;
    private Composite list;
    private Invitation invitation;
    private RowTable<MachineView> table;
    private Text text;
    private MachineFilter filter = MachineFilter.ALL;
    private List<MachineView> machines = List.of();
    private Instant now = Instant.EPOCH;

    @Override
    public void createPartControl(Composite parent) {
        desk = Desk.of(getSite());
        setTitleImage(Images.PROTECT.image(desk.images(), desk.palette(), Token.ACCENT, Images.SMALL));
        pages = new Pages(parent);
        list = Style.SURFACE.on(new Composite(pages, SWT.NONE));
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        list.setLayout(layout);
        createHeader();
        createTable();
        invitation = new Invitation(pages, desk);
        desk.link().watch(pages, this::show);
        desk.selected().watch(pages, id -> table.select(id.map(MachineId::value)));
    }

    @Override
    public void setFocus() {
        table.control().setFocus();
    }

    private void createHeader() {
        Composite header = Style.SURFACE.on(new Composite(list, SWT.NONE));
        header.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = Style.GAP;
        layout.marginHeight = Style.STEP;
        header.setLayout(layout);
        ToolBar bar = Style.SURFACE.on(new ToolBar(header, SWT.FLAT | SWT.RIGHT));
        bar.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        for (MachineFilter choice : MachineFilter.values()) {
            ToolItem item = new ToolItem(bar, SWT.RADIO);
            item.setText(title(choice, 0));
            item.setSelection(choice == filter);
            item.addListener(SWT.Selection, event -> choose(item, choice));
            filters.put(choice, item);
        }
        text = new Text(header, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        text.setMessage(Messages.machines_filter);
        GridData wide = new GridData(SWT.RIGHT, SWT.CENTER, false, false);
        wide.widthHint = FILTER_WIDTH;
        text.setLayoutData(wide);
        text.addListener(SWT.Modify, event -> table.showAnew(chosen()));
    }

    private void createTable() {
        table = new RowTable<>(
                list,
                desk.palette(),
                desk.images(),
                MachineRows.columns(() -> now),
                machine -> machine.id().value(),
                Attention.WORST_FIRST);
        table.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        table.notes(this::note);
        table.onSelect(machine -> desk.selected().choose(machine.map(MachineView::id)));
        table.onOpen(machine -> MachineInput.open(getSite().getPage(), machine));
        MachineMenu.attach(table.control(), desk, () -> desk.selected()
                .machine()
                .ifPresent(machine -> MachineInput.open(getSite().getPage(), machine)));
    }

    private void choose(ToolItem item, MachineFilter choice) {
        if (item.getSelection()) {
            filter = choice;
            table.showAnew(chosen());
        }
    }

    private void show(Situation situation) {
        if (situation instanceof Situation.Running running && ready(running.snapshot())) {
            now = running.snapshot().at();
            machines = running.snapshot().machines();
            filters.forEach((choice, item) ->
                    set(item, title(choice, machines.stream().filter(choice).count())));
            table.show(chosen());
            pages.bring(list);
        } else {
            pages.bring(invitation.show(situation));
        }
    }

    private static String title(MachineFilter choice, long count) {
        return "  " + NLS.bind(choice.title(), count) + "  ";
    }

    private static void set(ToolItem item, String title) {
        if (!item.getText().equals(title)) {
            item.setText(title);
        }
    }

    private static boolean ready(Snapshot snapshot) {
        return !snapshot.machines().isEmpty();
    }

    private List<MachineView> chosen() {
        return machines.stream()
                .filter(filter.and(MachineRows.containing(text.getText())))
                .toList();
    }

    private Optional<RowNote> note(MachineView machine) {
        return machine.attention().map(issue -> {
            List<RowNote.Link> links = new ArrayList<>();
            Attention.remedy(machine)
                    .flatMap(MachineVerb::of)
                    .ifPresent(verb -> links.add(new RowNote.Link(
                            verb.title(), () -> Verbs.run(verb, desk, pages.getShell(), Optional.of(machine)))));
            links.add(new RowNote.Link(
                    Messages.machines_why, () -> IssueDialog.explain(pages.getShell(), desk, machine.name(), issue)));
            return new RowNote(issue.message(), links);
        });
    }
}
