package io.leeward.tutorial;

import io.leeward.kernel.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The whole job without a display: protects a disk that is changing, cuts recovery points, recovers two of them and
 * compares every byte with the copy that was taken while the disk was frozen.
 */
final class HeadlessDemo {
    private static final ByteSize DISK = ByteSize.mebibytes(192);
    private static final int VHD_FOOTER_BYTES = 512;
    private static final Duration CHANGING = Duration.ofSeconds(5);
    private static final String MACHINE = TutorialSite.NAME;

    private final Path work;
    private final Leeward leeward;
    private final Optional<String> azurite;
    private final TutorialSite site;

    private HeadlessDemo(Path work, Leeward leeward, Optional<String> azurite) {
        this.work = work;
        this.leeward = leeward;
        this.azurite = azurite;
        site = new TutorialSite(work, leeward);
    }

    /** Runs the demonstration; a {@link DemoFailure} says what did not hold. */
    static void run(Path work, Leeward leeward, Optional<String> azurite) throws IOException, InterruptedException {
        new HeadlessDemo(work, leeward, azurite).run();
    }

    private void run() throws IOException, InterruptedException {
        site.step("Vault: "
                + (azurite.isPresent() ? "starting Azurite." : "no node or Azurite here, so it lies in a folder."));
        try (VaultPlace vault = VaultPlace.make(work, azurite);
                SourceDisk disk = SourceDisk.make(work, DISK.bytes())) {
            engine(vault);
            site.step("Source disk of " + DISK + ": " + disk.description() + ".");
            try (Workload workload = Workload.on(disk, Workload.Rhythm.STEADY)) {
                TutorialSite.say("It is changed all the time: " + workload.description() + ".");
                protect(disk, workload);
                points(disk, workload);
            }
        }
        notBuiltYet();
    }

    private void engine(VaultPlace vault) throws IOException, InterruptedException {
        site.step("Engine and vault in " + vault.description() + ".");
        int port = leeward.startEngine();
        TutorialSite.say("The engine listens on port " + port + ".");
        site.open(port, vault, "1h", "2h");
    }

    private void protect(SourceDisk disk, Workload workload) throws IOException, InterruptedException {
        site.step("Agent: enrol, run, protect.");
        Path copy = script(disk);
        site.protect(disk, "--on-frozen", copy.toString(), "--pre", "true", "--post", "true");
        Runnable goOn = standStill(disk, workload, "the first point");
        site.awaitProtected();
        goOn.run();
    }

    /** Takes the reference copy while the file system stands still. */
    private Path script(SourceDisk disk) throws IOException {
        Path script = work.resolve("copy-frozen");
        Files.createDirectories(work.resolve("frozen"));
        Files.writeString(
                script,
                "#!/bin/sh\nexec cp --sparse=always '" + disk.image() + "' '" + work.resolve("frozen")
                        + "/'\"$LEEWARD_POINT_ID\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private void points(SourceDisk disk, Workload workload) throws IOException, InterruptedException {
        String first = cut(disk, workload);
        String second = cut(disk, workload);
        leeward.run("machine", "points", MACHINE);
        site.step("Recover both points while the disk goes on changing, and compare every byte.");
        compare(first, "raw", 0, workload);
        compare(second, "vhd", VHD_FOOTER_BYTES, workload);
        look();
        leeward.run("vault", "check", "--read-data");
        workload.failure().ifPresent(why -> {
            throw new DemoFailure("The workload ended by itself: " + why);
        });
    }

    private String cut(SourceDisk disk, Workload workload) throws IOException, InterruptedException {
        LockSupport.parkNanos(CHANGING.toNanos());
        site.step("Cut a recovery point; " + workload.changes() + " changes were made so far.");
        Runnable goOn = standStill(disk, workload, "the cut");
        String answer = leeward.run("machine", "cut", MACHINE, "--tag", "demonstration", "--json");
        goOn.run();
        return Leeward.field(answer, "pointId");
    }

    /** Where no file system can be frozen, the workload stands still instead; the result lets it go on. */
    private static Runnable standStill(SourceDisk disk, Workload workload, String why) {
        if (disk.fileSystem().isPresent()) {
            return () -> {};
        }
        TutorialSite.say("No file system can be frozen here: the workload stands still for " + why + ".");
        workload.pause();
        return workload::resume;
    }

    private void compare(String point, String format, int footer, Workload workload)
            throws IOException, InterruptedException {
        Path folder = work.resolve("recovered-" + format);
        long before = workload.changes();
        String answer = leeward.run(
                "recover", MACHINE, "--point", point, "--to", folder.toString(), "--format", format, "--json");
        Path file = Path.of(Leeward.field(answer, "file"));
        Path frozen = work.resolve("frozen").resolve(point);
        if (!Files.exists(frozen)) {
            throw new DemoFailure("There is no copy of the disk as it was frozen for point " + point + ".");
        }
        long bytes = same(frozen, file, footer);
        TutorialSite.say("Point " + point + ": " + bytes + " of " + bytes + " bytes are equal (" + format + "); "
                + (workload.changes() - before) + " changes were made meanwhile.");
    }

    /** Compares a recovered file with the copy; tells how many bytes are equal. */
    private static long same(Path frozen, Path recovered, int footer) throws IOException {
        long bytes = Files.size(frozen);
        if (Files.size(recovered) != bytes + footer) {
            throw new DemoFailure(
                    recovered + " has " + Files.size(recovered) + " bytes instead of " + (bytes + footer) + ".");
        }
        try (InputStream one = Files.newInputStream(frozen);
                FileChannel other = FileChannel.open(recovered)) {
            long at = 0;
            while (at < bytes) {
                byte[] expected = one.readNBytes(1 << 20);
                ByteBuffer actual = ByteBuffer.allocate(expected.length);
                readFully(other, actual);
                int differs = actual.flip().mismatch(ByteBuffer.wrap(expected));
                if (differs >= 0) {
                    throw new DemoFailure(recovered + " differs from the frozen copy at byte " + (at + differs) + ".");
                }
                at += expected.length;
            }
            return at;
        }
    }

    private static void readFully(FileChannel from, ByteBuffer into) throws IOException {
        int read = 0;
        while (into.hasRemaining() && read >= 0) {
            read = from.read(into);
        }
    }

    /** Lets the programs of the file system and the database judge the recovered disk, where they are. */
    private void look() throws IOException, InterruptedException {
        if (!SourceDisk.canMount() || !Programs.present("e2fsck")) {
            return;
        }
        Path raw = work.resolve("recovered-raw");
        Path copy = work.resolve("looked-at.img");
        Path image;
        try (var files = Files.list(raw)) {
            image = files.findFirst().orElseThrow();
        }
        Programs.require(work, List.of("cp", "--sparse=always", image.toString(), copy.toString()));
        Programs.Ended checked = Programs.run(work, List.of("e2fsck", "-fy", copy.toString()));
        if (checked.code() > 1) {
            throw new DemoFailure("The recovered file system is not in order: "
                    + checked.out().strip());
        }
        Path mount = Files.createDirectories(work.resolve("looked-at"));
        Programs.require(work, List.of("mount", "-o", "loop", copy.toString(), mount.toString()));
        try {
            database(mount);
        } finally {
            Programs.run(work, List.of("umount", mount.toString()));
        }
    }

    private void database(Path mount) throws IOException, InterruptedException {
        Path file = mount.resolve("orders.db");
        if (!Files.exists(file) || !Programs.present("sqlite3")) {
            TutorialSite.say("e2fsck: the recovered file system is in order.");
            return;
        }
        String verdict = Programs.require(
                        work,
                        List.of("sqlite3", file.toString(), "pragma integrity_check; select count(*) from orders;"))
                .strip();
        if (!verdict.startsWith("ok")) {
            throw new DemoFailure("The recovered database is not in order: " + verdict);
        }
        TutorialSite.say("e2fsck and SQLite: the recovered file system and its database are in order, with "
                + verdict.substring(2).strip() + " orders.");
    }

    private void notBuiltYet() {
        System.out.println();
        System.out.println(
                "All of it held. Not built yet: failover, test failover and failback; vCenter and push installation;"
                        + " replication groups; thinning and expiry of recovery points.");
    }
}
