package io.leeward.processserver.link;

import io.leeward.kernel.ByteSize;
import java.time.Duration;

/**
 * Bounds of the data port.
 *
 * @param hello from the connection being accepted to its hello having been read; later it is dropped
 * @param silence longest time without a byte of an agent whose data is being read; agents report every few seconds
 * @param connections most connections at one time; more are dropped at once
 * @param strangers most connections whose hello has not been read; more are dropped at once
 * @param received most bytes of frames that were read and not yet handled, over all connections
 * @param receivedPerSession the same for one connection
 * @param unsent most messages that wait to be sent on one connection; an agent that does not read them is dropped
 */
public record LinkLimits(
        Duration hello,
        Duration silence,
        int connections,
        int strangers,
        ByteSize received,
        ByteSize receivedPerSession,
        int unsent) {

    /** The bounds of an ordinary process server. */
    public static LinkLimits standard() {
        return new LinkLimits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                4096,
                256,
                ByteSize.mebibytes(256),
                ByteSize.mebibytes(4),
                4096);
    }
}
