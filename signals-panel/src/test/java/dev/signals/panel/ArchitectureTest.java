package dev.signals.panel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.signals.panel");

    @Test
    void thePanelReachesInternalsOfHibernateAsPublicPackagesDo() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.signals.hibernate.internal..")
                        .and(DescribedPredicate.not(resideInAnyPackage(
                                "dev.signals.hibernate.internal.access", "dev.signals.hibernate.internal.connect"))))
                .check(MAIN_CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.signals.outbox.internal..", "org.hibernate..internal..")
                .check(MAIN_CLASSES);
    }

    @Test
    void onlyOneClassKnowsTheOutboxWhichIsOptional() {
        noClasses()
                .that()
                .doNotHaveSimpleName("DurableCalls")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.signals.outbox..")
                .check(MAIN_CLASSES);
    }

    @Test
    void thePublicTypesAreFew() {
        assertThat(MAIN_CLASSES)
                .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder("SignalPanel", "PanelOptions");
        classes().that().arePublic().should().haveModifier(JavaModifier.FINAL).check(MAIN_CLASSES);
    }
}
