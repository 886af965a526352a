package io.leeward.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void durationsAreReadAsPeopleWriteThem() {
        assertThat(Spans.parse("30s")).contains(Duration.ofSeconds(30));
        assertThat(Spans.parse("5m")).contains(Duration.ofMinutes(5));
        assertThat(Spans.parse("72h")).contains(Duration.ofHours(72));
        assertThat(Spans.parse("14d")).contains(Duration.ofDays(14));
        for (String wrong : new String[] {"", "5", "m", "-5m", "5 m", "1.5h", "5M", "9999999999s"}) {
            assertThat(Spans.parse(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void durationsAndAgesAreShownWithTheUnitThatFits() {
        assertThat(Spans.text(0)).isEqualTo("none");
        assertThat(Spans.text(90)).isEqualTo("90s");
        assertThat(Spans.text(300)).isEqualTo("5m");
        assertThat(Spans.text(72 * 3600)).isEqualTo("72h");
        assertThat(Spans.text(14 * 86_400)).isEqualTo("14d");
        assertThat(Spans.age(42)).isEqualTo("0:42");
        assertThat(Spans.age(590)).isEqualTo("9:50");
        assertThat(Spans.age(3 * 3600)).isEqualTo("3 h");
        assertThat(Spans.age(4 * 86_400)).isEqualTo("4 d");
    }

    @Test
    void columnsAreAligned() {
        assertThat(new Table("NAME", "RPO").row("db-01", "0:42").row("a", "–").lines())
                .containsExactly("NAME   RPO", "db-01  0:42", "a      –");
    }
}
