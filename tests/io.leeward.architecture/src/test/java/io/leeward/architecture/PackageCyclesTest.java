package io.leeward.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageCyclesTest {

    @Test
    void noPackageDependsOnItselfThroughOthers() {
        assertThat(cycles(Compiled.classes())).isEmpty();
    }

    @Test
    void aCycleOfTwoPackagesIsFound() {
        assertThat(cycles(new ClassFileImporter().importPackages("io.leeward.store.fixture")))
                .singleElement()
                .asString()
                .contains("store.fixture.there");
    }

    private static List<String> cycles(JavaClasses classes) {
        return slices().matching("io.leeward.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }
}
