package io.leeward.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Requests of {@code docs/api.yaml}, wherever the engine is. */
public interface Calls extends AutoCloseable {
    /**
     * Sends a request and returns what a success carries.
     *
     * @param body an object, if the request has one
     * @throws io.leeward.kernel.IssueException with what the engine says, or when it cannot be reached
     */
    JsonNode call(String method, String target, Optional<JsonNode> body);

    /** Whether the engine goes on after this command: only then a job can be left to itself. */
    boolean lasting();

    @Override
    void close();
}
