package io.leeward.azure.blob;

import com.azure.core.http.HttpHeaderName;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What the failure of a request means.
 *
 * @param issue what to tell a person
 * @param again whether the same request may succeed in a moment
 * @param unknown whether the request may have taken effect
 * @param askedDelay how long the store asks to wait, if it does
 */
record AzureFailure(Issue issue, boolean again, boolean unknown, Optional<Duration> askedDelay) {
    /** Code of the issue of a container that does not exist. */
    static final String NOT_FOUND = "STORE-NOT-FOUND";

    /** What a failure means; bugs are passed on as they are. */
    static AzureFailure of(String doing, String place, RuntimeException failure) {
        String message = "Could not " + doing + " in " + place + ".";
        if (failure instanceof BlobStorageException refused) {
            return answered(message, refused);
        }
        Optional<Throwable> broken = broken(failure);
        if (broken.isEmpty()) {
            throw failure;
        }
        boolean sent = !(broken.get() instanceof ConnectException
                || broken.get() instanceof UnknownHostException
                || broken.get() instanceof UnresolvedAddressException
                || broken.get() instanceof HttpConnectTimeoutException);
        Issue issue = Issue.of(
                        "STORE-UNREACHABLE",
                        Kind.NOT_REACHABLE,
                        message,
                        "Check the address of the container, the network and the proxy of this machine.")
                .because(sent ? "The connection broke, or no answer came in time." : "No connection could be made.");
        return new AzureFailure(issue, true, sent, Optional.empty());
    }

    private static Optional<Throwable> broken(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof IOException
                    || at instanceof TimeoutException
                    || at instanceof UnresolvedAddressException
                    || at instanceof InterruptedException) {
                return Optional.of(at);
            }
        }
        boolean timeOfSdk = failure instanceof IllegalStateException
                && String.valueOf(failure.getMessage()).startsWith("Timeout on blocking read");
        return timeOfSdk ? Optional.of(failure) : Optional.empty();
    }

    private static AzureFailure answered(String message, BlobStorageException refused) {
        String cause = "Azure answered " + refused.getStatusCode() + " " + code(refused) + ".";
        return switch (refused.getStatusCode()) {
            case 401, 403 ->
                failed(Issue.of(
                                "STORE-DENIED",
                                Kind.WRONG_CREDENTIALS,
                                message,
                                "Give credentials that may read, write, delete and list in this container, and check this machine's clock.")
                        .because(cause));
            case 404 ->
                failed(Issue.of(
                                NOT_FOUND,
                                Kind.NOT_FOUND,
                                message,
                                "Check the address of the container, or create a vault there.")
                        .because("The container does not exist."));
            case 429, 503 ->
                new AzureFailure(
                        Issue.of(
                                        "STORE-THROTTLED",
                                        Kind.NOT_REACHABLE,
                                        message,
                                        "Wait, or spread the load over more storage accounts.")
                                .because(cause),
                        true,
                        false,
                        retryAfter(refused));
            case 408, 500, 502, 504 ->
                new AzureFailure(
                        Issue.of(
                                        "STORE-UNREACHABLE",
                                        Kind.NOT_REACHABLE,
                                        message,
                                        "Try again; see Azure's service health.")
                                .because(cause),
                        true,
                        true,
                        Optional.empty());
            default ->
                new AzureFailure(
                        Issue.of(
                                        "STORE-FAILED",
                                        Kind.FAILED,
                                        message,
                                        "Look the answer up in Azure's list of error codes.")
                                .because(cause),
                        damagedOnTheWay(refused),
                        false,
                        Optional.empty());
        };
    }

    private static AzureFailure failed(Issue issue) {
        return new AzureFailure(issue, false, false, Optional.empty());
    }

    private static boolean damagedOnTheWay(BlobStorageException refused) {
        return BlobErrorCode.MD5MISMATCH.equals(refused.getErrorCode());
    }

    private static String code(BlobStorageException refused) {
        return refused.getErrorCode() == null
                ? "without a reason"
                : refused.getErrorCode().toString();
    }

    private static Optional<Duration> retryAfter(BlobStorageException refused) {
        if (refused.getResponse() == null) {
            return Optional.empty();
        }
        String seconds = refused.getResponse().getHeaderValue(HttpHeaderName.RETRY_AFTER);
        return seconds != null && seconds.matches("\\d{1,6}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
                : Optional.empty();
    }
}
