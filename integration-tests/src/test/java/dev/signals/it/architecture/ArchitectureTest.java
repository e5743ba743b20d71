package dev.signals.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Internal;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String HIBERNATE_ADAPTER = "dev.signals.hibernate.internal.compat";

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.signals");

    /** Each package is a slice of its own, {@code dev.signals} too. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("dev.signals")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @Test
    void theModulesAreChecked() {
        assertThat(MAIN_CLASSES)
                .extracting(JavaClass::getPackageName)
                .contains("dev.signals", "dev.signals.hibernate", "dev.signals.panel");
        assertThat(MAIN_CLASSES)
                .extracting(JavaClass::getPackageName)
                .noneMatch(name -> name.startsWith("dev.signals.it"));
    }

    @Test
    void coreNeedsOnlyTheJdk() {
        check(classes()
                .that(areCore())
                .should()
                .onlyDependOnClassesThat(
                        areCore().or(resideInAnyPackage("java..", "jdk.jfr..", "org.jspecify.annotations"))));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().assignedFrom(PACKAGES).should().beFreeOfCycles());
    }

    @Test
    void internalPackagesAreUsedOnlyByTheirModule() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.signals.hibernate..", "dev.signals.outbox..", "dev.signals.panel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.signals.hibernate.internal.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.signals.outbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.signals.outbox.internal.."));
    }

    @Test
    void theOutboxReachesInternalsOfHibernateAsPublicPackagesDo() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.signals.outbox..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.signals.hibernate.internal..")
                        .and(not(resideInAnyPackage(
                                "dev.signals.hibernate.internal.access",
                                "dev.signals.hibernate.internal.compat",
                                "dev.signals.hibernate.internal.connect")))));
    }

    @Test
    void internalTypesAreNotPartOfTheApi() {
        check(classes().that(areApi()).should(nameNoInternalTypes()));
    }

    @Test
    void hibernateInternalsAreUsedOnlyByTheAdapter() {
        check(noClasses()
                .that(areNotTheAdapter())
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.hibernate..internal..").or(areMarkedInternalByHibernate())));
    }

    @Test
    void hibernateMembersMarkedInternalAreUsedOnlyByTheAdapter() {
        check(noClasses().that(areNotTheAdapter()).should().accessTargetWhere(targetIsMarkedInternalByHibernate()));
    }

    @Test
    void apiClassesAreNotOpenForExtension() {
        check(classes().that(areApi()).and().areTopLevelClasses().should(beClosedForExtension()));
    }

    @Test
    void stateIsNotStatic() {
        check(fields().that().areStatic().should().beFinal());
    }

    private static void check(ArchRule rule) {
        // a rule may wait for the classes it is about
        rule.allowEmptyShould(true).check(MAIN_CLASSES);
    }

    private static DescribedPredicate<JavaClass> areCore() {
        return resideInAPackage("dev.signals");
    }

    private static DescribedPredicate<JavaClass> areApi() {
        return resideInAnyPackage(
                        "dev.signals",
                        "dev.signals.hibernate..",
                        "dev.signals.outbox..",
                        "dev.signals.panel..",
                        "dev.signals.test..")
                .and(not(resideInAPackage("..internal..")))
                .and(describe("public", type -> type.getModifiers().contains(JavaModifier.PUBLIC)));
    }

    private static DescribedPredicate<JavaClass> areNotTheAdapter() {
        return describe("are not the adapter", type -> !type.getPackageName().equals(HIBERNATE_ADAPTER));
    }

    /** The annotation may be on the type, on a type around it or on its package. */
    private static DescribedPredicate<JavaClass> areMarkedInternalByHibernate() {
        return describe(
                "are marked @Internal by Hibernate",
                type -> type.getPackageName().startsWith("org.hibernate")
                        && (type.isAnnotatedWith(Internal.class)
                                || type.getEnclosingClass()
                                        .filter(outer -> outer.isAnnotatedWith(Internal.class))
                                        .isPresent()
                                || type.getBaseComponentType()
                                        .reflect()
                                        .getPackage()
                                        .isAnnotationPresent(Internal.class)));
    }

    private static DescribedPredicate<JavaAccess<?>> targetIsMarkedInternalByHibernate() {
        return describe(
                "the target is marked @Internal by Hibernate",
                access -> access.getTarget().isAnnotatedWith(Internal.class));
    }

    private static ArchCondition<JavaClass> beClosedForExtension() {
        return new ArchCondition<>("be final, abstract, sealed, an interface, a record or an enum") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
                        || type.getModifiers().contains(JavaModifier.ABSTRACT)
                        || type.isSealed()
                        || type.isInterface()
                        || type.isEnum();
                events.add(new SimpleConditionEvent(type, closed, type.getDescription() + " is open for extension"));
            }
        };
    }

    private static ArchCondition<JavaClass> nameNoInternalTypes() {
        return new ArchCondition<>("name no internal types in public signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                reportInternals(type.getDescription(), supertypes(type), type, events);
                for (JavaMember member : type.getMembers()) {
                    if (isVisible(member)) {
                        reportInternals(member.getDescription(), member.getAllInvolvedRawTypes(), type, events);
                    }
                }
            }
        };
    }

    private static void reportInternals(String what, Set<JavaClass> named, JavaClass type, ConditionEvents events) {
        for (JavaClass other : named) {
            if (other.getPackageName().startsWith("dev.signals.hibernate.internal")) {
                events.add(SimpleConditionEvent.violated(type, what + " names " + other.getName()));
            }
        }
    }

    private static Set<JavaClass> supertypes(JavaClass type) {
        return Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream())
                .flatMap(supertype -> supertype.getAllInvolvedRawTypes().stream())
                .collect(Collectors.toSet());
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }
}
