package io.leeward.configserver.enrolment;

import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ticker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Nonces for enrolments: each is good once, within {@link #LIFE}, together with the client nonce that it was made for.
 * Thread-safe.
 */
public final class Nonces {
    /** Bytes of a nonce of either side. */
    public static final int BYTES = 32;

    /** How long a nonce is good. */
    public static final Duration LIFE = Duration.ofMinutes(1);

    /** Nonces remembered at most; the oldest is forgotten first. */
    public static final int MOST = 10_000;

    private final Entropy entropy;
    private final Ticker ticker;
    private final Map<ByteBuffer, Issued> open = new LinkedHashMap<>();

    private record Issued(ByteBuffer clientNonce, long untilNanos) {}

    public Nonces(Entropy entropy, Ticker ticker) {
        this.entropy = entropy;
        this.ticker = ticker;
    }

    /** A fresh nonce for an enrolment with this client nonce. */
    public synchronized ByteBuffer issue(ByteBuffer clientNonce) {
        long now = ticker.nanos();
        forget(now, MOST - 1);
        ByteBuffer nonce = ByteBuffer.wrap(entropy.bytes(BYTES)).asReadOnlyBuffer();
        open.put(nonce, new Issued(copy(clientNonce), now + LIFE.toNanos()));
        return nonce.duplicate();
    }

    /** Uses a nonce up; true when it was good for this client nonce. */
    public synchronized boolean redeem(ByteBuffer serverNonce, ByteBuffer clientNonce) {
        forget(ticker.nanos(), MOST);
        Issued issued = open.remove(serverNonce);
        return issued != null && issued.clientNonce().equals(clientNonce);
    }

    /** Entries are in the order of their expiry. */
    private void forget(long now, int most) {
        Iterator<Issued> oldestFirst = open.values().iterator();
        while (oldestFirst.hasNext()) {
            boolean expired = oldestFirst.next().untilNanos() - now <= 0;
            if (!expired && open.size() <= most) {
                return;
            }
            oldestFirst.remove();
        }
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }
}
