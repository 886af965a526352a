package io.leeward.azure.blob;

import io.leeward.vault.blob.StoreException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests, and sends them again where that can do no harm. The SDK's own retries are off: it does not tell
 * whether an earlier try may have taken effect, and then "the condition is not met" does not mean that nothing was
 * changed.
 */
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final AzureLimits limits;
    private final String place;

    Requests(AzureLimits limits, String place) {
        this.limits = limits;
        this.place = place;
    }

    /** Whether a request may be sent again after a try that may have taken effect. */
    enum Repeat {
        ALWAYS,
        UNLESS_UNKNOWN
    }

    /**
     * Sends a request.
     *
     * @param request told whether an earlier try may have taken effect
     * @throws StoreException when the last try failed; its outcome is unknown when that of any try was, and
     *     {@code repeat} says that it matters
     */
    <T> T send(String doing, Repeat repeat, Function<Boolean, T> request) {
        boolean unknown = false;
        for (int attempt = 1; ; attempt++) {
            AzureFailure failure;
            try {
                return request.apply(unknown);
            } catch (RuntimeException e) {
                failure = AzureFailure.of(doing, place, e);
                unknown |= failure.unknown();
                boolean stop = unknown && repeat == Repeat.UNLESS_UNKNOWN;
                if (stop
                        || !failure.again()
                        || attempt == limits.tries()
                        || Thread.currentThread().isInterrupted()) {
                    throw new StoreException(failure.issue(), unknown, e);
                }
            }
            pause(doing, attempt, failure);
        }
    }

    private void pause(String doing, int attempt, AzureFailure failure) {
        Duration delay = failure.askedDelay().map(limits::atMost).orElse(limits.delayBefore(attempt + 1));
        LOG.atDebug()
                .addKeyValue("request", doing)
                .addKeyValue("try", attempt)
                .addKeyValue("code", failure.issue().code())
                .addKeyValue("waitMillis", delay.toMillis())
                .log("request to the store failed and is tried again");
        LockSupport.parkNanos(delay.toNanos());
    }
}
