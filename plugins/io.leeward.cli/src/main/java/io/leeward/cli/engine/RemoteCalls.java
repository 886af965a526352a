package io.leeward.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Requests to an engine that runs, over its door. */
final class RemoteCalls implements Calls {
    /** Longest wait for a connection. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Longest wait for an answer; long commands are jobs and answer at once. */
    private static final Duration ANSWER = Duration.ofMinutes(5);

    private final HttpClient http;
    private final EngineFile engine;
    private final Path data;

    private RemoteCalls(HttpClient http, EngineFile engine, Path data) {
        this.http = http;
        this.engine = engine;
        this.data = data;
    }

    /** The engine of a data folder; empty when none listens. */
    static Optional<Calls> to(Path data) {
        return EngineFile.in(data).flatMap(engine -> connect(engine, data));
    }

    private static Optional<Calls> connect(EngineFile engine, Path data) {
        try {
            HttpClient http = HttpClient.newBuilder()
                    .sslContext(PinnedAuthority.tls(engine.fingerprint()))
                    .connectTimeout(CONNECT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            RemoteCalls calls = new RemoteCalls(http, engine, data);
            if (calls.listens()) {
                return Optional.of(calls);
            }
            calls.close();
            return Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IssueException(unreachable(data, "engine.json is damaged."), e);
        }
    }

    /** A refused connection tells of an engine that ended without taking its file away. */
    private boolean listens() {
        try {
            send(HttpRequest.newBuilder(address("/ca")).timeout(CONNECT).build());
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (SSLException e) {
            throw new IssueException(foreign(), e);
        } catch (IOException e) {
            throw new IssueException(unreachable(e.getClass().getSimpleName() + "."), e);
        }
    }

    @Override
    public JsonNode call(String method, String target, Optional<JsonNode> body) {
        HttpRequest request = HttpRequest.newBuilder(address(target))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + EngineFile.token(data))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.map(json -> BodyPublishers.ofString(json.toString()))
                                .orElseGet(BodyPublishers::noBody))
                .build();
        try {
            HttpResponse<String> response = send(request);
            return Answers.read(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IssueException(unreachable(e.getClass().getSimpleName() + "."), e);
        }
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private URI address(String target) {
        return engine.address(target);
    }

    private Issue unreachable(String why) {
        return unreachable(data, why);
    }

    private static Issue unreachable(Path data, String why) {
        return Issue.of(
                        "ENGINE-NOT-REACHABLE",
                        Issue.Kind.NOT_REACHABLE,
                        "The engine of " + data + " does not answer.",
                        "See its log, or end it and start it again.")
                .because(why);
    }

    private Issue foreign() {
        return Issue.of(
                "ENGINE-NOT-TRUSTED",
                Issue.Kind.WRONG_CREDENTIALS,
                "Who listens on port " + engine.controlPort() + " is not the engine that wrote engine.json in " + data
                        + ".",
                "End the program that has the port, and start the engine again.");
    }
}
