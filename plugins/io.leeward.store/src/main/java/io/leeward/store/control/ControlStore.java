package io.leeward.store.control;

import io.leeward.configserver.registry.CertificateRegistry;
import io.leeward.configserver.registry.RegistrationKeys;
import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ids;
import io.leeward.kernel.IssueException;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.EventStore;
import io.leeward.operations.state.JobStore;
import io.leeward.operations.state.MachineStore;
import io.leeward.operations.state.PolicyStore;
import io.leeward.operations.state.SessionStore;
import io.leeward.operations.state.VaultAttachmentStore;
import io.leeward.store.file.DurableFiles;
import io.leeward.store.file.FileIssues;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The control store of one engine: a database file in its data folder. Safe for use by many threads; interrupting them
 * does no harm.
 */
public final class ControlStore implements ControlState, AutoCloseable {
    private static final String FILE = "control.mv.db";
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Database database;
    private final String storeId;

    private ControlStore(Database database, String storeId) {
        this.database = database;
        this.storeId = storeId;
    }

    /**
     * Opens the control store of a data folder, and makes folder and store when they are missing.
     *
     * @throws IssueException CONTROL-STORE-IN-USE, CONTROL-STORE-DAMAGED, CONTROL-STORE-NEWER; an existing file is then
     *     left as it is
     */
    public static ControlStore open(Path dataFolder, Entropy entropy) {
        Path file = dataFolder.resolve(FILE);
        prepare(file);
        Database database;
        try {
            database = new Database(EmbeddedConnections.open(file));
        } catch (SQLException e) {
            throw ControlIssues.unopened(file, e);
        }
        try {
            Migrations migrations = Migrations.ofThisProgram();
            int found = migrations.apply(database);
            if (found > migrations.newest()) {
                throw ControlIssues.newer(file, found, migrations.newest());
            }
            return new ControlStore(database, identity(database, new Ids(entropy).next()));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The file holds verifiers of registration keys: it is its user's alone, before anything is in it. */
    private static void prepare(Path file) {
        try {
            DurableFiles.createFolders(file.getParent());
            if (Files.exists(file) && DurableFiles.posix(file)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("make the data folder " + file.getParent(), file, e), e);
        }
    }

    private static String identity(Database database, String fresh) {
        Table table = new Table("identity", "id", "store_id");
        return database.write(sql -> {
            List<String> known = sql.query(table.select(""), Values.of(), row -> row.text("store_id"));
            if (known.isEmpty()) {
                sql.insert(table, List.of(Values.of(1, fresh)));
                return fresh;
            }
            return known.getFirst();
        });
    }

    /**
     * Puts the store of a data folder out of the way under another name, so that {@link #open} makes a new one. Only
     * ever done when a person asked for it.
     *
     * @return the new name
     * @throws IssueException when it is in use or cannot be renamed
     */
    public static Path setAside(Path dataFolder, Clock clock) {
        Path file = dataFolder.resolve(FILE);
        Path aside = file.resolveSibling(FILE + ".set-aside-" + SUFFIX.format(clock.now()));
        try {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (channel.tryLock() == null) {
                    throw ControlIssues.inUse(file);
                }
            } catch (OverlappingFileLockException e) {
                throw ControlIssues.inUse(file);
            }
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.syncFolder(dataFolder);
            return aside;
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("set " + file + " aside", file, e), e);
        }
    }

    @Override
    public String storeId() {
        return storeId;
    }

    @Override
    public PolicyStore policies() {
        return new SqlPolicies(database);
    }

    @Override
    public MachineStore machines() {
        return new SqlMachines(database);
    }

    @Override
    public SessionStore sessions() {
        return new SqlSessions(database);
    }

    @Override
    public JobStore jobs() {
        return new SqlJobs(database);
    }

    @Override
    public EventStore events() {
        return new SqlEvents(database);
    }

    @Override
    public VaultAttachmentStore attachment() {
        return new SqlAttachment(database);
    }

    /** Registration keys of the configuration server. */
    public RegistrationKeys registrationKeys() {
        return new SqlRegistrationKeys(database);
    }

    /** Certificates issued by the configuration server. */
    public CertificateRegistry certificates() {
        return new SqlCertificates(database);
    }

    /** Waits for what is under way and closes the file. */
    @Override
    public void close() {
        database.close();
    }
}
