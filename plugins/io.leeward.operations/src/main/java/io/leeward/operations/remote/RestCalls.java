package io.leeward.operations.remote;

/**
 * Answers requests of {@code docs/api.yaml} in this process. Published as a service by the door, in every mode. Safe
 * for use by many threads.
 */
public interface RestCalls {
    /**
     * Carries out a request; the caller is trusted.
     *
     * @param method HTTP method
     * @param target path and query, beginning with {@code /api/v1/}
     * @param body JSON, or empty
     */
    Answer call(String method, String target, String body);

    /**
     * What came of it.
     *
     * @param status HTTP status
     * @param body JSON
     */
    record Answer(int status, String body) {}
}
