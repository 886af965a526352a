package io.leeward.operations.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Issue;
import org.junit.jupiter.api.Test;

class EngineFailureTest {
    @Test
    void nothingOfTheIssueIsLost() {
        Issue issue = Issue.of("DATA-IN-USE", Issue.Kind.NOT_ALLOWED, "The folder is in use.", "End the other engine.")
                .because("Process 123 uses it.");
        assertThat(EngineFailure.of(issue).issue()).isEqualTo(issue);
    }
}
