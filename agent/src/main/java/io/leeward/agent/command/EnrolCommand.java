package io.leeward.agent.command;

import io.leeward.agent.control.Enrolment;
import io.leeward.agent.disk.DirectDiskReader;
import io.leeward.agent.disk.Incarnation;
import io.leeward.agent.disk.SysDisk;
import io.leeward.agent.folder.AgentConfig;
import io.leeward.agent.folder.AgentConfig.EnrolledDisk;
import io.leeward.agent.folder.DataFolder;
import io.leeward.agent.folder.Failures;
import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Secret;
import io.leeward.wire.control.ControlMessage.EnrolDisk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeward-agent enrol}. */
@Command(name = "enrol", description = "Makes this machine known to an engine.", mixinStandardHelpOptions = true)
final class EnrolCommand implements Callable<Integer> {
    private static final long LARGEST_KEY_FILE = 4096;
    private static final int DEFAULT_PORT = 443;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--server",
            required = true,
            split = ",",
            paramLabel = "https://HOST:PORT",
            description = "Address of the engine's control port; several are tried in turn.")
    private List<String> servers;

    @Option(
            names = "--registration-key-file",
            required = true,
            paramLabel = "F",
            description = "File with the registration key that \"leeward server key new\" made.")
    private Path keyFile;

    @Option(
            names = "--ca-fingerprint",
            paramLabel = "SHA256",
            description = "SHA-256 of the engine's certificate authority, as \"leeward server key new\" prints it.")
    private Optional<String> fingerprint;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of this machine.")
    private String name;

    @Option(
            names = "--disk",
            required = true,
            paramLabel = "PATH",
            description = "Disk to be protected: a whole block device, or an image file. Repeat for more.")
    private List<Path> disks;

    @Override
    public Integer call() {
        DataFolder folder = DataFolder.open(data.folder());
        try (DataFolder.Lock lock = folder.lock()) {
            List<String> addresses = servers.stream().map(EnrolCommand::address).toList();
            List<EnrolledDisk> before = folder.config().map(AgentConfig::disks).orElse(List.of());
            List<EnrolledDisk> found = look(before);
            List<EnrolDisk> told = found.stream()
                    .map(disk -> new EnrolDisk(disk.id(), disk.path(), disk.serial(), disk.bytes()))
                    .toList();
            try (Secret key = key()) {
                Enrolment.Result result = new Enrolment(addresses, key, fingerprint())
                        .enrol(
                                name,
                                Incarnation.of(
                                        SysDisk.productUuid().orElse(""),
                                        found.stream().map(EnrolledDisk::serial).toList()),
                                told);
                List<EnrolledDisk> enrolled = named(found, result.disks());
                enrolled.stream().filter(disk -> !before.contains(disk)).forEach(folder::forget);
                folder.keepIdentity(result.identity().toPem());
                folder.keep(new AgentConfig(name, result.machine(), addresses, enrolled));
                spec.commandLine()
                        .getOut()
                        .println("Enrolled " + name + " as machine " + result.machine() + " with " + enrolled.size()
                                + (enrolled.size() == 1 ? " disk." : " disks."));
                return 0;
            }
        }
    }

    private static String address(String server) {
        try {
            URI uri = URI.create(server);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri.getHost() + ":" + (uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            throw usage("The server address " + server + " is not of the form https://HOST:PORT.");
        }
        throw usage("The server address " + server + " is not of the form https://HOST:PORT.");
    }

    private Optional<String> fingerprint() {
        Optional<String> plain = fingerprint.map(text -> text.replace(":", "").toLowerCase(Locale.ROOT));
        if (plain.isPresent() && !plain.get().matches("[0-9a-f]{64}")) {
            throw usage("The fingerprint is not a SHA-256 of 64 hexadecimal digits.");
        }
        return plain;
    }

    private Secret key() {
        try {
            if (Files.size(keyFile) > LARGEST_KEY_FILE) {
                throw usage("The file " + keyFile + " is too long for a registration key.");
            }
            return Secret.ofText(Files.readString(keyFile).strip());
        } catch (IOException e) {
            throw Failures.of("read the registration key file " + keyFile, e);
        }
    }

    private static List<EnrolledDisk> named(List<EnrolledDisk> found, List<String> ids) {
        List<EnrolledDisk> named = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            EnrolledDisk disk = found.get(i);
            named.add(new EnrolledDisk(ids.get(i), disk.path(), disk.serial(), disk.hardwareSerial(), disk.bytes()));
        }
        return named;
    }

    /**
     * A disk that was enrolled before at this path keeps its identifier and serial number, whatever its size is now.
     */
    private List<EnrolledDisk> look(List<EnrolledDisk> before) {
        Ids ids = new Ids(new SecureRandom()::nextBytes);
        List<EnrolledDisk> found = new ArrayList<>();
        for (Path given : disks) {
            Path path = given.toAbsolutePath().normalize();
            if (found.stream().anyMatch(disk -> disk.path().equals(path.toString()))) {
                throw usage("The disk " + path + " is named twice.");
            }
            long bytes = bytes(path);
            Optional<String> serial = SysDisk.serial(path);
            found.add(before.stream()
                    .filter(disk -> disk.path().equals(path.toString()))
                    .filter(disk -> !disk.hardwareSerial()
                            || serial.filter(disk.serial()::equals).isPresent())
                    .findFirst()
                    .map(disk -> new EnrolledDisk(disk.id(), disk.path(), disk.serial(), disk.hardwareSerial(), bytes))
                    .orElseGet(() -> new EnrolledDisk(
                            ids.next(), path.toString(), serial.orElseGet(ids::next), serial.isPresent(), bytes)));
        }
        return found;
    }

    private static long bytes(Path path) {
        try (DirectDiskReader reader = new DirectDiskReader(path)) {
            long bytes = reader.bytes();
            if (bytes == 0) {
                throw usage("The disk " + path + " is empty.");
            }
            return bytes;
        }
    }

    private static IssueException usage(String message) {
        return new IssueException(
                Issue.of("AGENT-USAGE", Issue.Kind.USAGE, message, "See leeward-agent enrol --help."));
    }
}
