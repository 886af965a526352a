package io.leeward.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.remote.RestCalls;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Requests to an engine that is started for this one command and opens no port. */
final class LocalCalls implements Calls {
    private final Framework framework;
    private final RestCalls calls;

    private LocalCalls(Framework framework, RestCalls calls) {
        this.framework = framework;
        this.calls = calls;
    }

    static Calls start(Path data) {
        Framework framework =
                Framework.start(Map.of(EngineSettings.MODE, "local", EngineSettings.DATA, data.toString()));
        try {
            return new LocalCalls(framework, framework.await(RestCalls.class));
        } catch (RuntimeException e) {
            framework.close();
            throw e;
        }
    }

    @Override
    public JsonNode call(String method, String target, Optional<JsonNode> body) {
        RestCalls.Answer answer =
                calls.call(method, target, body.map(JsonNode::toString).orElse(""));
        return Answers.read(answer.status(), answer.body());
    }

    @Override
    public boolean lasting() {
        return false;
    }

    @Override
    public void close() {
        framework.close();
    }
}
