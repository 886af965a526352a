package io.leeward.console.internal.editor;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.RowColumn;
import io.leeward.console.widgets.RowTable;
import io.leeward.operations.machines.DiskView;
import io.leeward.operations.machines.MachineView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** The machine's disks and how far each has come. */
final class DisksPage {
    private final RowTable<DiskView> table;
    private Instant now = Instant.EPOCH;

    DisksPage(Composite parent, Desk desk) {
        table = new RowTable<>(
                parent,
                desk.palette(),
                desk.images(),
                columns(),
                disk -> disk.id().value(),
                Comparator.comparing(DiskView::path));
    }

    Control control() {
        return table.control();
    }

    void show(MachineView machine, Instant moment) {
        now = moment;
        table.show(machine.disks());
    }

    private List<RowColumn<DiskView>> columns() {
        return List.of(
                RowColumn.of(Messages.disks_path, 150, DiskView::path),
                RowColumn.<DiskView>number(
                        Messages.disks_size,
                        100,
                        disk -> Words.bytes(disk.bytes()),
                        Comparator.comparingLong(DiskView::bytes)),
                RowColumn.<DiskView>number(
                        Messages.disks_copied,
                        100,
                        disk -> Words.percent((double) disk.copiedBytes() / disk.bytes()),
                        Comparator.comparingLong(DiskView::copiedBytes)),
                RowColumn.<DiskView>number(
                        Messages.disks_pending,
                        110,
                        disk -> Words.bytes(disk.pendingBytes()),
                        Comparator.comparingLong(DiskView::pendingBytes)),
                RowColumn.<DiskView>of(
                                Messages.disks_acknowledged,
                                130,
                                disk -> Words.orNone(disk.acknowledged(), at -> Words.ago(at, now)))
                        .hinted(disk -> Words.orNone(disk.acknowledged(), Words::exact)),
                RowColumn.<DiskView>of(
                                Messages.disks_stored,
                                130,
                                disk -> Words.orNone(disk.stored(), at -> Words.ago(at, now)))
                        .hinted(disk -> Words.orNone(disk.stored(), Words::exact)),
                RowColumn.<DiskView>number(
                        Messages.disks_epoch,
                        80,
                        disk -> disk.epoch() == 0 ? Words.NONE : Long.toString(disk.epoch()),
                        Comparator.comparingLong(DiskView::epoch)),
                RowColumn.<DiskView>number(
                        Messages.disks_sequence,
                        170,
                        disk -> disk.acknowledgedSequence() + " / " + disk.storedSequence(),
                        Comparator.comparingLong(DiskView::acknowledgedSequence)),
                RowColumn.of(Messages.disks_id, 220, disk -> disk.id().value()));
    }
}
