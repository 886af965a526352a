package io.leeward.tutorial;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A workload that never stops while points are cut: files that are written, grown, renamed and deleted, and
 * transactions of a SQLite database where that program is there; on a plain image, blocks that are written in place.
 */
final class Workload implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int BURST_SECONDS = 15;
    private static final int FILES = 40;
    private static final int LARGEST_FILE = 256 * 1024;
    private static final int BLOCK = 4096;

    /** When it works. */
    enum Rhythm {
        /** All the time. */
        STEADY,
        /** A quarter of each minute: a disk that cannot be frozen has a chance to be cut in the rest of it. */
        BURSTS
    }

    private final SourceDisk disk;
    private final Rhythm rhythm;
    private final AtomicLong changes = new AtomicLong();
    private final Optional<Process> database;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean paused;
    private volatile boolean resting;
    private volatile Optional<String> failure = Optional.empty();

    private Workload(SourceDisk disk, Optional<Process> database, Rhythm rhythm) {
        this.disk = disk;
        this.database = database;
        this.rhythm = rhythm;
        this.thread = Thread.ofPlatform().daemon().name("workload").start(this::run);
    }

    /** Begins to change the disk. */
    static Workload on(SourceDisk disk, Rhythm rhythm) throws IOException {
        boolean sqlite = disk.fileSystem().isPresent() && Programs.present("sqlite3");
        return new Workload(
                disk, sqlite ? Optional.of(database(disk.fileSystem().get())) : Optional.empty(), rhythm);
    }

    private static Process database(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        "sqlite3", folder.resolve("orders.db").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Writer writer = process.outputWriter();
        writer.write("create table if not exists orders(id integer primary key, item text, filled blob);\n");
        writer.flush();
        return process;
    }

    /** What it does, in words. */
    String description() {
        if (disk.fileSystem().isEmpty()) {
            return "blocks written in place";
        }
        return database.isPresent() ? "files and transactions of SQLite" : "files (no sqlite3 here: no database)";
    }

    /** Changes made so far. */
    long changes() {
        return changes.get();
    }

    /** Why it ended by itself, if it did. */
    Optional<String> failure() {
        return failure;
    }

    /** Makes no change from the return of this call until {@link #resume}. */
    void pause() {
        paused = true;
        while (!resting && thread.isAlive()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    void resume() {
        paused = false;
    }

    private void run() {
        Random random = new Random(7);
        try {
            while (!stopping) {
                boolean rest =
                        paused || rhythm == Rhythm.BURSTS && LocalTime.now().getSecond() >= BURST_SECONDS;
                resting = rest;
                if (!rest) {
                    change(random);
                    changes.incrementAndGet();
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException e) {
            failure = stopping ? Optional.empty() : Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void change(Random random) throws IOException {
        if (disk.fileSystem().isPresent()) {
            changeFile(disk.fileSystem().get(), random);
            order(random);
        } else {
            changeBlock(random);
        }
    }

    private static void changeFile(Path folder, Random random) throws IOException {
        Path file = folder.resolve("document-" + random.nextInt(FILES));
        byte[] content = new byte[1 + random.nextInt(LARGEST_FILE)];
        random.nextBytes(content);
        switch (random.nextInt(4)) {
            case 0 -> Files.deleteIfExists(file);
            case 1 -> {
                Path next = file.resolveSibling(file.getFileName() + ".new");
                Files.write(next, content);
                Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            default -> Files.write(file, content);
        }
    }

    private void order(Random random) throws IOException {
        if (database.isEmpty()) {
            return;
        }
        Writer writer = database.get().outputWriter();
        writer.write(
                "begin; insert into orders(item, filled) values ('item " + random.nextInt() + "', randomblob(3000));"
                        + " update orders set item = 'sold' where id = abs(random()) % (select max(id) from orders) + 1;"
                        + " delete from orders where id < (select max(id) from orders) - 2000; commit;\n");
        writer.flush();
    }

    private void changeBlock(Random random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(disk.image().toFile(), "rw")) {
            byte[] content = new byte[BLOCK * (1 + random.nextInt(8))];
            random.nextBytes(content);
            long blocks = file.length() / BLOCK - 8;
            file.seek(Math.floorMod(random.nextLong(), blocks) * BLOCK);
            file.write(content);
        }
    }

    @Override
    public void close() throws InterruptedException, IOException {
        stopping = true;
        thread.join();
        if (database.isPresent()) {
            database.get().outputWriter().close();
            if (!database.get().waitFor(PAUSE.multipliedBy(500))) {
                Programs.stop(database.get());
            }
        }
    }
}
