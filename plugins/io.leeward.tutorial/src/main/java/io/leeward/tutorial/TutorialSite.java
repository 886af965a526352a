package io.leeward.tutorial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Sets the tutorial site up on an engine that runs: vault, policy, registration key, agent. Tells each step on standard
 * output.
 */
final class TutorialSite {
    /** Name of the vault and of the machine. */
    static final String NAME = "tutorial";

    private static final String POLICY = "demo";

    private final Path work;
    private final Leeward leeward;
    private List<String> enrolment = List.of();
    private int step;

    TutorialSite(Path work, Leeward leeward) {
        this.work = work;
        this.leeward = leeward;
    }

    /** Creates vault, policy and registration key. */
    void open(int controlPort, VaultPlace vault, String crashInterval, String rpoThreshold)
            throws IOException, InterruptedException {
        Path passphrase = secret("passphrase", NAME + " " + HexFormat.of().toHexDigits(System.nanoTime()));
        List<String> create = new ArrayList<>(List.of("vault", "create", NAME));
        create.addAll(vault.options());
        create.addAll(List.of("--passphrase-file", passphrase.toString()));
        leeward.run(create.toArray(String[]::new));
        leeward.run("policy", "create", POLICY, "--crash-interval", crashInterval, "--rpo-threshold", rpoThreshold);
        Path key = work.resolve("registration.key");
        String made = leeward.run("server", "key", "new", "--out", key.toString(), "--json");
        enrolment = List.of(
                "--server",
                "https://127.0.0.1:" + controlPort,
                "--registration-key-file",
                key.toString(),
                "--ca-fingerprint",
                Leeward.field(made, "caFingerprint"));
    }

    /** Enrols and starts the agent of the disk, and enables replication. */
    void protect(SourceDisk disk, String... agentOptions) throws IOException, InterruptedException {
        List<String> enrol = new ArrayList<>(List.of("enrol"));
        enrol.addAll(enrolment);
        enrol.addAll(List.of("--name", NAME, "--disk", disk.path()));
        leeward.agent(enrol.toArray(String[]::new));
        leeward.startAgent(agentOptions);
        leeward.run("machine", "protect", NAME, "--policy", POLICY);
    }

    /** Waits until the machine is protected. */
    void awaitProtected() throws IOException, InterruptedException {
        leeward.run("machine", "wait", NAME, "--phase", "protected", "--timeout", "5m");
    }

    /** Begins the next step. */
    void step(String text) {
        System.out.println("[" + ++step + "] " + text);
    }

    /** Tells something within a step. */
    static void say(String text) {
        System.out.println("    " + text);
    }

    private Path secret(String name, String text) throws IOException {
        Path file = work.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
