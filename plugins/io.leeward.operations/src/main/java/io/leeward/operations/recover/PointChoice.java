package io.leeward.operations.recover;

import io.leeward.model.Identifier;
import io.leeward.model.PointId;
import java.util.Optional;

/** Which recovery point an operator means. */
public sealed interface PointChoice {
    /** Everything received so far is sent to the vault first; then the newest point. */
    record Latest() implements PointChoice {}

    /** The newest point that is already recoverable. */
    record LatestProcessed() implements PointChoice {}

    /** The newest app-consistent point that is already recoverable. */
    record LatestApp() implements PointChoice {}

    /** The point with this identifier. */
    record Exactly(PointId id) implements PointChoice {}

    /** Reads {@code latest}, {@code latest-processed}, {@code latest-app} or an identifier. */
    static Optional<PointChoice> parse(String text) {
        return switch (text) {
            case "latest" -> Optional.of(new Latest());
            case "latest-processed" -> Optional.of(new LatestProcessed());
            case "latest-app" -> Optional.of(new LatestApp());
            default -> Identifier.valid(text) ? Optional.of(new Exactly(new PointId(text))) : Optional.empty();
        };
    }
}
