package io.leeward.vault.head;

import java.time.Instant;

/**
 * Keeps everything of a machine from being deleted while somebody reads it; renewed while the reading goes on.
 *
 * @param id of the hold
 * @param reason in one sentence
 * @param until when it ends unless it is renewed, by the store's clock
 */
public record Hold(String id, String reason, Instant until) {
    public Hold {
        if (id.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("a hold needs an identifier and a reason");
        }
    }
}
