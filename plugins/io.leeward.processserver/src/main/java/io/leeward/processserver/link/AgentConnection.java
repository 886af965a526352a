package io.leeward.processserver.link;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.wire.Frame;
import io.leeward.wire.FrameType;
import io.leeward.wire.WireException;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.AgentMessage.Hello;
import io.leeward.wire.data.ServerMessage;
import io.leeward.wire.data.ServerMessage.Stop;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;

/** One connection from its handshake to its end: a thread that reads, which runs {@link #serve}, and one that sends. */
final class AgentConnection implements AgentSession {
    /** When an agent whose machine is not replicated here may ask again. */
    private static final long NOT_HERE_RETRY_MILLIS = 5_000;

    /** How long the last messages may take on their way out before the connection is cut. */
    static final Duration LINGER = Duration.ofSeconds(5);

    private final long id;
    private final Socket plain;
    private final SSLSocket socket;
    private final String address;
    private final LinkLimits limits;
    private final ReceiveBudget shared;
    private final ReceiveBudget own;
    private final Deadlines deadlines;
    private final Outbox outbox;
    private final ReadingGate gate = new ReadingGate();
    private volatile Optional<MachineId> machine = Optional.empty();

    AgentConnection(
            long id, Socket plain, SSLSocket socket, LinkLimits limits, ReceiveBudget shared, Deadlines deadlines) {
        this.id = id;
        this.plain = plain;
        this.socket = socket;
        this.address = socket.getInetAddress().getHostAddress();
        this.limits = limits;
        this.shared = shared;
        this.deadlines = deadlines;
        this.own = new ReceiveBudget(limits.receivedPerSession());
        this.outbox = new Outbox(limits.unsent());
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public MachineId machine() {
        return machine.orElseThrow(() -> new IllegalStateException("no hello yet"));
    }

    @Override
    public String address() {
        return address;
    }

    /**
     * Runs the connection to its end and closes it.
     *
     * @param greeted run once a hello was read
     */
    void serve(Function<List<X509Certificate>, Outcome<MachineId>> admission, SessionSink sink, Runnable greeted) {
        Optional<Thread> sender = Optional.empty();
        Deadlines.Pending stranger = deadlines.after(limits.hello(), this::cut);
        try {
            socket.startHandshake();
            sender = Optional.of(
                    Thread.ofVirtual().name("leeward-data-send-" + id).start(this::sendAll));
            MachineId admitted = admission.apply(certificates()).orThrow();
            FrameInput in = new FrameInput(socket.getInputStream());
            Hello hello = hello(in, admitted);
            stranger.cancel();
            machine = Optional.of(admitted);
            greeted.run();
            socket.setSoTimeout(Math.toIntExact(limits.silence().toMillis()));
            Optional<SessionSink.Machine> side = sink.machine(admitted);
            if (side.isEmpty()) {
                refuse(notHere(admitted), NOT_HERE_RETRY_MILLIS);
            } else {
                converse(in, side.get(), hello);
            }
        } catch (IssueException e) {
            sink.dropped(address, e.issue());
            refuse(e.issue(), -1);
        } catch (IOException e) {
            sink.dropped(address, lost(e));
        } finally {
            stranger.cancel();
            finish(sender);
        }
    }

    private void converse(FrameInput in, SessionSink.Machine side, Hello hello) {
        String why = "The agent closed the connection.";
        side.opened(this, hello);
        try {
            while (gate.pass()) {
                Frame frame = in.header();
                int bytes = frame.length();
                own.take(bytes);
                shared.take(bytes);
                receive(in, side, frame);
            }
            why = "The session was ended by this server.";
        } catch (WireException e) {
            why = e.issue().message() + " " + e.issue().cause();
            refuse(e.issue(), NOT_HERE_RETRY_MILLIS);
        } catch (IOException e) {
            why = lost(e).message();
        } finally {
            side.closed(this, why);
        }
    }

    private void receive(FrameInput in, SessionSink.Machine side, Frame frame) throws IOException {
        int bytes = frame.length();
        Runnable handled = () -> {
            own.giveBack(bytes);
            shared.giveBack(bytes);
        };
        boolean passedOn = false;
        try {
            AgentMessage message = in.message(frame);
            passedOn = true;
            side.received(this, message, bytes, handled);
        } finally {
            if (!passedOn) {
                handled.run();
            }
        }
    }

    private Hello hello(FrameInput in, MachineId admitted) throws IOException {
        Frame frame = in.header();
        if (frame.type() != FrameType.HELLO) {
            throw WireException.malformed("the first message is " + frame.type() + " and not a hello");
        }
        Hello hello = (Hello) in.message(frame);
        if (!hello.machine().equals(admitted.value())) {
            throw new IssueException(Issue.of(
                    "SESSION-OTHER-MACHINE",
                    Issue.Kind.WRONG_CREDENTIALS,
                    "The agent speaks for another machine than its certificate.",
                    "Enrol the agent again with a new registration key."));
        }
        return hello;
    }

    private List<X509Certificate> certificates() throws IOException {
        return Arrays.stream(socket.getSession().getPeerCertificates())
                .map(X509Certificate.class::cast)
                .toList();
    }

    private void refuse(Issue issue, long retryAfterMillis) {
        String message = issue.cause().isEmpty() ? issue.message() : issue.message() + " " + issue.cause();
        send(new Stop(issue.code(), message, issue.remedy(), retryAfterMillis));
    }

    private void sendAll() {
        try {
            outbox.run(socket.getOutputStream());
            socket.shutdownOutput();
        } catch (IOException e) {
            cut();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the thread that sends", e);
        }
    }

    /**
     * Lets the last messages out and reads on until the agent has closed its side: closing with unread bytes would
     * reset the connection, and the agent might never see why. Cut after {@link #LINGER}.
     */
    private void finish(Optional<Thread> sender) {
        outbox.end();
        if (sender.isEmpty()) {
            cut();
            return;
        }
        Deadlines.Pending limit = deadlines.after(LINGER, this::cut);
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            sender.get().join();
        } catch (IOException e) {
            // The other side is gone, or the time was over.
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the thread that reads", e);
        } finally {
            limit.cancel();
            cut();
        }
    }

    @Override
    public void send(ServerMessage message) {
        if (!outbox.offer(message)) {
            cut();
        }
    }

    @Override
    public void closeAfterSending() {
        outbox.end();
        gate.close();
        deadlines.after(LINGER, this::cut);
    }

    @Override
    public void pauseReading() {
        gate.pause();
    }

    @Override
    public void resumeReading() {
        gate.resume();
    }

    /** Cuts the connection at once. Closing the TLS socket would wait for a sender that waits for the other side. */
    void cut() {
        gate.close();
        try {
            plain.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private static Issue notHere(MachineId machine) {
        return Issue.of(
                "MACHINE-NOT-REPLICATED",
                Issue.Kind.NOT_ALLOWED,
                "The machine " + machine + " is not being replicated by this process server.",
                "Nothing has to be done: the agent waits until replication is enabled.");
    }

    private static Issue lost(IOException e) {
        String said = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        return Issue.of(
                        "SESSION-LOST",
                        Issue.Kind.NOT_REACHABLE,
                        "The connection of an agent ended.",
                        "The agent connects again by itself.")
                .because(said);
    }
}
