package dev.signals.it.collection;

import static dev.signals.hibernate.ModelSignals.loadingKeys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Collections whose rows refer to another unique attribute than the identifier, of the owner or of the elements. */
@OnEveryDatabase
class OtherKeysIT {

    @Entity(name = "Course")
    static class Course implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        @GeneratedValue
        Long id;

        @Column(unique = true)
        String code;
    }

    /** Serializable, as Hibernate wants the owner of another key to be; nobody serializes it. */
    @Entity(name = "Student")
    @SuppressWarnings("serial")
    static class Student implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        @GeneratedValue
        Long id;

        @Column(unique = true)
        String code;

        @Column(unique = true)
        UUID card;

        String title;

        @ManyToMany
        @JoinTable(
                name = "student_both",
                joinColumns = @JoinColumn(name = "student", referencedColumnName = "code"),
                inverseJoinColumns = @JoinColumn(name = "course", referencedColumnName = "code"))
        Set<Course> both = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "student_owner", joinColumns = @JoinColumn(name = "student", referencedColumnName = "card"))
        List<Course> owner = new ArrayList<>();

        @ManyToMany
        @JoinTable(
                name = "student_element",
                inverseJoinColumns = @JoinColumn(name = "course", referencedColumnName = "code"))
        Set<Course> element = new HashSet<>();

        @ElementCollection
        @CollectionTable(
                name = "student_word",
                joinColumns = @JoinColumn(name = "student", referencedColumnName = "code"))
        Set<String> words = new HashSet<>();

        @OneToMany
        @JoinColumn(name = "student_code", referencedColumnName = "code")
        List<Course> parts = new ArrayList<>();
    }

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    OtherKeysIT(Database database) {
        factory = TestFactory.of(database, Course.class, Student.class);
    }

    @BeforeEach
    void aStudentWithACourse() {
        factory.inTransaction(session -> {
            Course course = new Course();
            course.code = "c";
            session.persist(course);
            Student student = new Student();
            student.code = "s";
            student.card = UUID.randomUUID();
            student.both.add(course);
            student.owner.add(course);
            student.element.add(course);
            student.words.add("a");
            student.parts.add(course);
            session.persist(student);
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private List<String> announced(Consumer<Student> change) {
        factory.signals()
                .m2mChanged()
                .connect(
                        Student.class,
                        event -> log.add(event.action() + " " + event.attribute() + " "
                                + (event.pksKnown() ? event.pks().size() : "?")));
        factory.signals()
                .collectionChanged()
                .connect(
                        Student.class,
                        event -> log.add(event.attribute() + " +"
                                + event.added().size() + " -"
                                + (event.removedKnown() ? event.removed().size() : "?")));
        factory.inTransaction(session -> change.accept(
                session.createSelectionQuery("from Student", Student.class).getSingleResult()));
        return log;
    }

    @Test
    void elementsThatAreRemovedAreAnnouncedBeforeAndAfter() {
        assertThat(announced(student -> {
                    student.both.clear();
                    student.owner.clear();
                    student.element.clear();
                }))
                .containsExactlyInAnyOrder(
                        "pre_remove both 1",
                        "pre_remove owner 1",
                        "pre_remove element 1",
                        "post_remove both 1",
                        "post_remove owner 1",
                        "post_remove element 1");
    }

    @Test
    void otherCollectionsAreAnnouncedToo() {
        assertThat(announced(student -> {
                    student.words.add("b");
                    student.parts.clear();
                }))
                .containsExactlyInAnyOrder("words +1 -0", "parts +0 -1");
    }

    @Test
    void replacedCollectionsAreAnnounced() {
        assertThat(announced(student -> {
                    student.both.size();
                    student.both = new HashSet<>();
                    student.owner = new ArrayList<>();
                    student.words.size();
                    student.words = null;
                    student.parts = new ArrayList<>();
                }))
                .containsExactlyInAnyOrder(
                        "pre_remove both 1",
                        "pre_clear owner ?",
                        "post_remove both 1",
                        "post_clear owner ?",
                        "words +0 -1",
                        "parts +0 -?");
    }

    @Test
    void theCollectionsOfARemovedOwnerAreAnnounced() {
        announced(student -> factory.signals());
        factory.inTransaction(session -> session.remove(
                session.createSelectionQuery("from Student", Student.class).getSingleResult()));

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "pre_clear both ?",
                        "pre_clear owner ?",
                        "pre_clear element ?",
                        "post_clear both ?",
                        "post_clear owner ?",
                        "post_clear element ?",
                        "words +0 -?",
                        "parts +0 -?");
    }

    @Test
    void keysThatAreLoadedAreTheIdentifiersOfTheElements() {
        Object course = factory.sql("select id from Course");
        factory.signals()
                .m2mChanged()
                .connect(
                        Student.class,
                        event -> log.add(event.action() + " " + event.attribute() + " " + new TreeSet<>(event.pks())),
                        loadingKeys());
        factory.inTransaction(session -> {
            Student student =
                    session.createSelectionQuery("from Student", Student.class).getSingleResult();
            student.both = new HashSet<>();
            student.owner = new ArrayList<>();
            student.element = new HashSet<>();
        });

        assertThat(log)
                .hasSize(6)
                .contains(
                        "pre_remove both [" + course + "]",
                        "post_remove owner [" + course + "]",
                        "pre_remove element [" + course + "]");
    }

    @Test
    void anOwnerOfOtherChangesSendsNothing() {
        assertThat(announced(student -> student.title = "t")).isEmpty();
    }
}
