package io.leeward.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeward.configserver.ControlIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An HTTPS client that trusts the engine's authority and nobody else. */
final class Client implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String origin;
    private final Optional<String> token;

    Client(OpenDoor door, Optional<String> token) throws GeneralSecurityException, IOException {
        this.http =
                HttpClient.newBuilder().sslContext(trusting(door.identity())).build();
        this.origin = "https://127.0.0.1:" + door.port();
        this.token = token;
    }

    /** An answer. */
    record Answer(int status, String body) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    Answer send(String method, String target, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + target))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    Answer get(String target) throws IOException, InterruptedException {
        return send("GET", target, "");
    }

    Answer post(String target, String body) throws IOException, InterruptedException {
        return send("POST", target, body);
    }

    /** Starts a job and waits for its end. */
    JsonNode job(String target, String body) throws IOException, InterruptedException {
        Answer started = post(target, body);
        if (started.status() != 202) {
            throw new AssertionError(started.toString());
        }
        return get("/api/v1/jobs/" + started.json().path("jobId").asText() + "?waitSeconds=30")
                .json();
    }

    @Override
    public void close() {
        http.close();
    }

    private static SSLContext trusting(ControlIdentity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", identity.authority());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
