package io.leeward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.leeward.store.fixture.RowManager;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A name says what a thing is for, not that it is a thing. */
class NamesTest {

    private static final Pattern CLASS = Pattern.compile(".*(Manager|Helper|Utils?|Impl)");

    private static final Pattern PACKAGE = Pattern.compile("(.*\\.)?(utils?|common|misc|helpers?)(\\..*)?");

    @Test
    void classesAndPackagesAreNamedForWhatTheyDo() {
        assertThat(violations(Compiled.classes())).isEmpty();
    }

    @Test
    void aManagerIsFound() {
        assertThat(violations(Compiled.only(RowManager.class))).containsExactly(RowManager.class.getName());
        assertThat(PACKAGE.matcher("io.leeward.util.text").matches()).isTrue();
        assertThat(PACKAGE.matcher("io.leeward.commons").matches()).isFalse();
    }

    private static List<String> violations(JavaClasses classes) {
        return classes.stream()
                .filter(NamesTest::isEmptyName)
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    private static boolean isEmptyName(JavaClass type) {
        return CLASS.matcher(type.getSimpleName()).matches()
                || PACKAGE.matcher(type.getPackageName()).matches();
    }
}
