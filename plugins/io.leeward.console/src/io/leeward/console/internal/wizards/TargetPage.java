package io.leeward.console.internal.wizards;

import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Field;
import io.leeward.console.widgets.Style;
import io.leeward.operations.machines.DiskView;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.recover.RecoverToFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

/** Asks where the files go and in which format. */
final class TargetPage extends FormPage {
    private final MachineView machine;
    private Text folder;
    private Combo format;
    private LateCheck check;

    TargetPage(MachineView machine) {
        super("target", Messages.recover_targetTitle, Messages.recover_targetQuestion);
        this.machine = machine;
    }

    @Override
    protected void fill(Composite form) {
        folder = watched(Field.text(form, Messages.recover_folder, Messages.dialog_browse, Paths::browse));
        folder.setMessage(Messages.recover_folderHint);
        check = new LateCheck(Field.sentence(form, Style.MUTED), folder, this::lookAtFolder, this::changed);
        format = watched(Field.combo(form, Messages.recover_format, SWT.READ_ONLY));
        format.setItems(Messages.recover_raw, Messages.recover_vhd);
        format.select(0);
    }

    @Override
    protected Verdict verdict() {
        return Paths.verdict(folder.getText()).and(check.verdict());
    }

    Path folder() {
        return Path.of(folder.getText().strip());
    }

    RecoverToFiles.Format format() {
        return RecoverToFiles.Format.values()[format.getSelectionIndex()];
    }

    /** The file that a disk will be written to. */
    Path file(DiskView disk, RecoverToFiles.Format as) {
        return file(folder(), disk, as);
    }

    private static Path file(Path place, DiskView disk, RecoverToFiles.Format as) {
        return place.resolve(disk.id().value() + "." + as.extension());
    }

    /** Looks at the disk; not on the UI thread. */
    private Optional<String> lookAtFolder(String text) {
        return machine.disks().stream()
                .flatMap(disk -> Arrays.stream(RecoverToFiles.Format.values()).map(as -> file(Path.of(text), disk, as)))
                .filter(Files::exists)
                .findFirst()
                .map(file -> NLS.bind(Messages.recover_exists, file.getFileName()));
    }
}
