package io.leeward.agent.control;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.wire.Frame;
import io.leeward.wire.control.ControlMessage;
import io.leeward.wire.control.ControlMessage.Refusal;
import io.leeward.wire.control.ControlWire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Requests to the configuration server, at the first of its addresses that answers. One thread at a time. */
public final class ControlClient implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final List<String> servers;
    private final Duration answerLimit;
    private final HttpClient http;

    /** A client of servers given as {@code host:port}. */
    public ControlClient(List<String> servers, SSLContext tls) {
        this(servers, tls, ANSWER_LIMIT);
    }

    /** A client that waits for an answer, from the first byte to the last, no longer than this. */
    ControlClient(List<String> servers, SSLContext tls, Duration answerLimit) {
        this.servers = List.copyOf(servers);
        this.answerLimit = answerLimit;
        http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .build();
    }

    /**
     * An answer.
     *
     * @param server that gave it
     * @param message the answer
     * @param serverChain certificates that the server showed, its own first
     */
    public record Answer(String server, ControlMessage message, List<X509Certificate> serverChain) {}

    /**
     * Sends a request to the first server that answers.
     *
     * @throws IssueException CONTROL-UNREACHABLE when none does, or the reason when it was refused
     */
    public Answer post(String path, ControlMessage message) {
        return postTo(servers, path, message);
    }

    /** Sends a request to the given servers, the first that answers. */
    public Answer postTo(List<String> addresses, String path, ControlMessage message) {
        List<String> failures = new ArrayList<>();
        for (String server : addresses) {
            try {
                return exchange(server, path, message);
            } catch (IOException e) {
                failures.add(server + ": " + why(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(server + ": interrupted");
            }
        }
        throw new IssueException(new Issue(
                "CONTROL-UNREACHABLE",
                Issue.Kind.NOT_REACHABLE,
                "No configuration server could be reached.",
                String.join("; ", failures),
                "Check the address, that the engine runs, and that a firewall lets HTTPS through."));
    }

    private static String why(IOException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return Optional.ofNullable(deepest.getMessage())
                .orElse(deepest.getClass().getSimpleName());
    }

    private Answer exchange(String server, String path, ControlMessage message)
            throws IOException, InterruptedException {
        ByteBuffer body = ControlWire.encode(message);
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + server + path))
                .timeout(answerLimit)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        HttpResponse<byte[]> response = whole(request);
        ControlMessage decoded = ControlWire.decode(ByteBuffer.wrap(response.body()));
        if (decoded instanceof Refusal(String code, String text, String remedy)) {
            throw refused(response.statusCode(), code, text, remedy);
        }
        return new Answer(server, decoded, chain(response.sslSession()));
    }

    /** The limit of a request ends with the head of its answer; the body may stand still as well. */
    private HttpResponse<byte[]> whole(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse.BodyHandler<byte[]> bounded =
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), Frame.LARGEST_BYTES);
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, bounded);
        try {
            return answer.get(answerLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + answerLimit.toSeconds() + " s");
        } finally {
            answer.cancel(true);
        }
    }

    private static IssueException refused(int status, String code, String text, String remedy) {
        Issue.Kind kind =
                switch (status) {
                    case 400 -> Issue.Kind.USAGE;
                    case 401, 403 -> Issue.Kind.WRONG_CREDENTIALS;
                    case 404 -> Issue.Kind.NOT_FOUND;
                    case 409, 429 -> Issue.Kind.NOT_ALLOWED;
                    case 503 -> Issue.Kind.NOT_REACHABLE;
                    default -> Issue.Kind.FAILED;
                };
        String known = code.matches("[A-Z][A-Z0-9-]*") ? code : "CONTROL-REFUSED";
        return new IssueException(
                Issue.of(known, kind, text.isBlank() ? "The server refused the request." : text, remedy));
    }

    private static List<X509Certificate> chain(Optional<SSLSession> session) throws SSLPeerUnverifiedException {
        List<X509Certificate> chain = new ArrayList<>();
        if (session.isPresent()) {
            for (Certificate certificate : session.get().getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
        }
        return chain;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
