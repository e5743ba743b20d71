package dev.signals.it.harmless;

import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PreSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * While receivers are told of a merged entity, Hibernate is saving it and has not noted that yet. Whoever persists it then, himself or
 * through what takes its identifier from it, is refused before there are two rows.
 */
@OnEveryDatabase
class MergedOnceIT {

    private final TestFactory factory;

    MergedOnceIT(Database database) {
        factory = TestFactory.of(database, Member.class, Visitor.class, Profile.class, Visit.class, Club.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void theInstanceOfAMergeCannotBePersisted() {
        factory.signals().preSave().connect(Member.class, MergedOnceIT::persistItself);
        factory.signals().preSave().connect(Visitor.class, MergedOnceIT::persistItself);

        assertRefused(new Member());
        assertRefused(new Visitor());
    }

    @Test
    void theMessageSaysWhatToDo() throws IOException {
        factory.signals().preSave().connect(Member.class, MergedOnceIT::persistItself);

        Throwable refused = catchThrowable(() -> factory.inTransaction(session -> session.merge(new Member())));

        ErrorsPage.assertListed(MergedOnceIT.class, "persist-of-a-merged-entity", refused.getMessage());
    }

    @Test
    void theInstanceOfAPersistCan() {
        factory.signals().preSave().connect(Member.class, MergedOnceIT::persistItself);

        factory.inTransaction(session -> session.persist(new Member()));

        assertThat(factory.count("Member")).isEqualTo(1);
    }

    @Test
    void whatTakesItsIdentifierFromAMergedEntityIsPersistedBehindIt() {
        factory.signals().preSave().connect(Member.class, MergedOnceIT::persistProfile, uid("profile"));
        assertRefused(new Member());
        assertThat(factory.count("Profile")).isZero();

        factory.signals().preSave().disconnect(Member.class, "profile");
        factory.signals().postSave().connect(Member.class, MergedOnceIT::persistProfile);
        factory.inTransaction(session -> session.merge(new Member()));
        assertThat(factory.count("Profile")).isEqualTo(1);
    }

    @Test
    void aReferenceThatCascadesToAMergedEntityDoesNotSaveItASecondTime() {
        factory.signals()
                .preSave()
                .connect(Member.class, event -> event.session().persist(new Visit(event.instance())));

        factory.inTransaction(session -> session.merge(new Member()));

        assertThat(factory.count("Member")).isEqualTo(1);
        assertThat(factory.count("Visit")).isEqualTo(1);
    }

    @Test
    void aChildOfAMergeCannotBePersistedEither() {
        factory.signals().preSave().connect(Member.class, MergedOnceIT::persistItself);
        Club club = new Club();
        club.members.add(new Member());

        assertRefused(club);
        assertThat(factory.count("Club")).isZero();
    }

    private void assertRefused(Object entity) {
        assertThatThrownBy(() -> factory.inTransaction(session -> session.merge(entity)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is refused while receivers are called for its merge");
        assertThat(factory.count("Member")).isZero();
        assertThat(factory.count("Visitor")).isZero();
    }

    private static void persistItself(PreSave<?> event) {
        event.session().persist(event.instance());
    }

    private static void persistProfile(ModelEvent<Member> event) {
        event.session().persist(new Profile(event.instance()));
    }

    @Entity(name = "Member")
    static class Member {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Visitor")
    static class Visitor {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity(name = "Profile")
    static class Profile {
        @Id
        Long id;

        @MapsId
        @OneToOne
        Member member;

        Profile() {}

        Profile(Member member) {
            this.member = member;
        }
    }

    @Entity(name = "Visit")
    static class Visit {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(cascade = CascadeType.PERSIST)
        Member member;

        Visit() {}

        Visit(Member member) {
            this.member = member;
        }
    }

    @Entity(name = "Club")
    static class Club {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(cascade = CascadeType.ALL)
        List<Member> members = new ArrayList<>();
    }
}
