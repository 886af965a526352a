package io.leeward.tutorial;

import io.leeward.kernel.ByteSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The console on the tutorial site: a disk under a real workload is protected by the engine inside the console, until
 * its window is closed.
 */
final class ConsoleDemo {
    private static final ByteSize DISK = ByteSize.mebibytes(192);

    private ConsoleDemo() {}

    /** Opens the console, sets the site up, and returns when the console has ended. */
    static void run(Path work, Leeward leeward, String console, Optional<String> azurite)
            throws IOException, InterruptedException {
        TutorialSite site = new TutorialSite(work, leeward);
        site.step("Console, with the engine inside it.");
        Process window = leeward.startConsole(console);
        int port = leeward.awaitConsole(window);
        site.step("Vault: "
                + (azurite.isPresent() ? "starting Azurite." : "no node or Azurite here, so it lies in a folder."));
        try (VaultPlace vault = VaultPlace.make(work, azurite);
                SourceDisk disk = SourceDisk.make(work, DISK.bytes())) {
            site.open(port, vault, "1m", "3m");
            site.step("Source disk of " + DISK + ": " + disk.description() + ".");
            boolean frozen = disk.fileSystem().isPresent();
            Workload.Rhythm rhythm = frozen ? Workload.Rhythm.STEADY : Workload.Rhythm.BURSTS;
            try (Workload workload = Workload.on(disk, rhythm)) {
                String when = frozen ? "all the time" : "for a quarter of each minute, because it cannot be frozen";
                TutorialSite.say("It is changed " + when + ": " + workload.description() + ".");
                site.step("Agent: enrol, run, protect.");
                site.protect(disk, "--pre", "true", "--post", "true");
                site.awaitProtected();
                site.step(
                        "The site is set up and goes on changing. Close the window of the console to end everything.");
                window.waitFor();
                leeward.stopAgents();
            }
        }
        TutorialSite.say("The console was closed; the site is taken down.");
    }
}
