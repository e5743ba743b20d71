package dev.signals.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The packages stand in one order, in which each may use only those before it; docs/architecture.md says what each is for. */
class LayersTest {

    private static final String HIBERNATE = "dev.signals.hibernate";
    private static final String INTERNAL = HIBERNATE + ".internal.";

    private static final List<String> LAYERS = List.of(
            "dev.signals",
            HIBERNATE + ".event",
            INTERNAL + "compat",
            INTERNAL + "access",
            INTERNAL + "connect",
            HIBERNATE + ".signal",
            INTERNAL + "construct",
            INTERNAL + "map",
            HIBERNATE,
            HIBERNATE + ".micrometer",
            INTERNAL + "mapping",
            INTERNAL + "state",
            INTERNAL + "loop",
            INTERNAL + "receiver",
            INTERNAL + "session",
            INTERNAL + "spring",
            INTERNAL + "quiet",
            INTERNAL + "timeline",
            INTERNAL + "factory",
            INTERNAL + "event",
            INTERNAL + "dispatch",
            INTERNAL + "walk",
            INTERNAL + "removal",
            INTERNAL + "bulk",
            INTERNAL + "listener",
            INTERNAL + "boot");

    private static final Pattern PACKAGE_ROW = Pattern.compile("\\| `((?:dev\\.signals|…)[a-z.]*)` \\|");

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.signals", "dev.signals.hibernate");

    @Test
    void everyPackageIsALayer() {
        assertThat(MAIN_CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(HIBERNATE))
                        .collect(Collectors.toSet()))
                .isSubsetOf(LAYERS);
    }

    @Test
    void thePageAboutTheArchitectureHasTheSameOrder() throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "docs", "architecture.md")).stream()
                        .map(PACKAGE_ROW::matcher)
                        .filter(Matcher::lookingAt)
                        .map(row -> row.group(1).replace("…", HIBERNATE)))
                .containsExactlyElementsOf(LAYERS);
    }

    @Test
    void aLayerUsesOnlyThoseBeforeIt() {
        classes()
                .that()
                .resideInAnyPackage(LAYERS.toArray(String[]::new))
                .should(useOnlyLayersBefore())
                .check(MAIN_CLASSES);
    }

    @Test
    void publicPackagesReachInternalsOnlyByAccessConnectConstructAndMap() {
        noClasses()
                .that()
                .resideInAnyPackage(HIBERNATE, HIBERNATE + ".signal", HIBERNATE + ".micrometer")
                .should()
                .dependOnClassesThat(resideInAPackage(HIBERNATE + ".internal..")
                        .and(not(resideInAnyPackage(
                                INTERNAL + "access", INTERNAL + "connect", INTERNAL + "construct", INTERNAL + "map"))))
                .check(MAIN_CLASSES);
    }

    @Test
    void eventsNeedNoMoreThanHibernatesApi() {
        classes()
                .that()
                .resideInAPackage(HIBERNATE + ".event")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.signals",
                        HIBERNATE + ".event",
                        "java..",
                        "jakarta.persistence..",
                        "org.hibernate",
                        "org.jspecify.."))
                .check(MAIN_CLASSES);
    }

    @Test
    void publicPackagesHoldNoHelpers() {
        classes()
                .that()
                .resideInAnyPackage(HIBERNATE, HIBERNATE + ".event", HIBERNATE + ".signal", HIBERNATE + ".micrometer")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .bePublic()
                .check(MAIN_CLASSES);
    }

    private static ArchCondition<JavaClass> useOnlyLayersBefore() {
        return new ArchCondition<>("use only layers before their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int own = LAYERS.indexOf(type.getPackageName());
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                LAYERS.indexOf(dependency.getTargetClass().getPackageName()) > own)
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }
}
