package io.leeward.azure.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.BlobVersion;
import io.leeward.vault.blob.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the store takes answers that a healthy server does not give. */
class AzureAnswersTest {
    private static final BlobName NAME = new BlobName("a");
    private static final BlobVersion VERSION = new BlobVersion("\"0x8D4BCC2E4835CD0\"");
    private static final AzureLimits QUICK = new AzureLimits(
            3,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(1),
            Duration.ofMillis(5));
    private static final Answer LISTED = new Answer(
            200,
            "",
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs/><NextMarker/></EnumerationResults>");

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final Queue<String> methods = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private BlobStore store;

    private record Answer(int status, String code, String body) {
        static Answer error(int status, String code) {
            return new Answer(
                    status,
                    code,
                    "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code
                            + "</Code><Message>No.</Message></Error>");
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            methods.add(exchange.getRequestMethod());
            Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.getResponseHeaders().add("x-ms-error-code", answer.code());
            exchange.getResponseHeaders().add("Retry-After", "30");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        answers.add(LISTED);
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/account/container");
        store = AzureBlobStore.open(address, Azurite.connectionString(), QUICK);
        methods.clear();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aThrottledRequestIsSentAgainWithinTheLimitsAndThenGivenUp() {
        answer(Answer.error(503, "ServerBusy"));

        assertIssue(() -> store.replace(NAME, bytes(), VERSION), "STORE-THROTTLED", Kind.NOT_REACHABLE, false);
        assertThat(methods).containsExactly("PUT", "PUT", "PUT");
    }

    @Test
    void tooManyRequestsAreThrottledToo() {
        answer(Answer.error(429, "TooManyRequests"));

        assertIssue(() -> store.create(NAME, bytes()), "STORE-THROTTLED", Kind.NOT_REACHABLE, false);
    }

    @Test
    void anAnswerAfterAThrottledTryCounts() {
        answer(Answer.error(503, "ServerBusy"), LISTED);

        assertThat(store.list("", Optional.empty()).names()).isEmpty();
        assertThat(methods).hasSize(2);
    }

    @Test
    void anInternalErrorLeavesTheOutcomeUnknown() {
        answer(Answer.error(500, "InternalError"));

        assertIssue(() -> store.replace(NAME, bytes(), VERSION), "STORE-UNREACHABLE", Kind.NOT_REACHABLE, true);
        assertThat(methods).containsExactly("PUT");
        assertIssue(() -> store.create(NAME, bytes()), "STORE-UNREACHABLE", Kind.NOT_REACHABLE, true);
    }

    @Test
    void whatIsForbiddenIsNotTriedAgain() {
        answer(Answer.error(403, "AuthorizationPermissionMismatch"));

        assertIssue(() -> store.create(NAME, bytes()), "STORE-DENIED", Kind.WRONG_CREDENTIALS, false);
        assertIssue(() -> store.read(NAME), "STORE-DENIED", Kind.WRONG_CREDENTIALS, false);
        assertThat(methods).hasSize(2);
    }

    @Test
    void contentDamagedOnTheWayIsSentAgain() {
        answer(Answer.error(400, "Md5Mismatch"));

        assertIssue(() -> store.create(NAME, bytes()), "STORE-FAILED", Kind.FAILED, false);
        assertThat(methods).hasSize(3);
    }

    @Test
    void aConflictOfAnotherKindIsNoExistingBlob() {
        answer(Answer.error(409, "ContainerBeingDeleted"));

        assertIssue(() -> store.create(NAME, bytes()), "STORE-FAILED", Kind.FAILED, false);
    }

    @Test
    void addressesThatCouldHoldASecretAreRefusedWithoutRepeatingThem() {
        AzureStoreOpener opener = new AzureStoreOpener(QUICK);
        for (String location : List.of(
                "https://a.example/c?sig=hush",
                "https://user:hush@a.example/c",
                "ftp://a.example/c",
                "https://a.example",
                "c")) {
            StoreAddress address = new StoreAddress(StoreAddress.Kind.AZURE, location);
            assertThat(opener.open(address, Optional.of(Azurite.connectionString())))
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                        assertThat(refused.issue().kind()).isEqualTo(Kind.USAGE);
                        assertThat(refused.issue().sentence()).doesNotContain("hush");
                    });
        }
    }

    @Test
    void credentialsThatAreNoneAreRefusedWithoutRepeatingThem() {
        assertThatThrownBy(() -> AzureCredentials.parse(Secret.ofText("hush;hush=1")))
                .isInstanceOf(IssueException.class)
                .hasMessageNotContaining("hush");
    }

    @Test
    void aSignatureIsNotSentWhereOthersCanListen() {
        URI address = URI.create("http://store.example/container");

        assertThatThrownBy(() -> AzureBlobStore.open(address, Secret.ofText("sv=1&sig=hush"), QUICK))
                .isInstanceOfSatisfying(
                        IssueException.class, e -> assertThat(e.issue().code()).isEqualTo("AZURE-ADDRESS-NOT-PRIVATE"))
                .hasMessageNotContaining("hush");
    }

    private void answer(Answer... next) {
        answers.clear();
        answers.addAll(List.of(next));
    }

    private static void assertIssue(Runnable use, String code, Kind kind, boolean unknown) {
        assertThatThrownBy(use::run).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.issue().code()).isEqualTo(code);
            assertThat(e.issue().kind()).isEqualTo(kind);
            assertThat(e.outcomeUnknown()).isEqualTo(unknown);
        });
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.wrap(new byte[] {1, 2, 3});
    }
}
