package dev.signals.it.collection;

import static dev.signals.hibernate.ModelSignals.loadingKeys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.SQLJoinTableRestriction;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are deleted with an association although queries do not show them. */
@OnEveryDatabase
class HiddenRowsIT {

    @Entity(name = "Member")
    @FilterDef(name = "active", defaultCondition = "active = true")
    @FilterDef(name = "big", defaultCondition = "id < 100")
    @Filter(name = "big")
    static class Member {
        @Id
        Long id;

        boolean active;

        Member() {}

        Member(long id) {
            this.id = id;
            this.active = id == 1;
        }
    }

    @Entity(name = "Tag")
    @SoftDelete
    static class Tag {
        @Id
        Long id;
    }

    @Entity(name = "Shown")
    @SQLRestriction("active = true")
    static class Shown {
        @Id
        Long id;

        boolean active = true;
    }

    @Embeddable
    record Key(int number, String place) implements Serializable {}

    @Entity(name = "Seat")
    static class Seat {
        @EmbeddedId
        Key key;

        @Column
        boolean active;
    }

    @Entity(name = "Team")
    static class Team {
        @Id
        Long id;

        @ManyToMany
        @JoinTable(name = "team_fan")
        @Filter(name = "active")
        Set<Member> fans = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "team_member")
        @SQLRestriction("active = true")
        Set<Member> members = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "team_guest")
        @SQLJoinTableRestriction("guests_id < 2")
        Set<Member> guests = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "team_plain")
        Set<Member> plain = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "team_tag")
        Set<Tag> tags = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "team_shown")
        Set<Shown> shown = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "team_seat")
        @Filter(name = "active")
        Set<Seat> seats = new HashSet<>();
    }

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    HiddenRowsIT(Database database) {
        factory = TestFactory.of(database, Member.class, Tag.class, Shown.class, Seat.class, Team.class);
    }

    /** Of each association the second element is hidden. */
    @BeforeEach
    void aTeam() {
        factory.inTransaction(session -> {
            Team team = new Team();
            team.id = 1L;
            for (long id = 1; id <= 2; id++) {
                Member member = new Member(id);
                Tag tag = new Tag();
                tag.id = id;
                Shown shown = new Shown();
                shown.id = id;
                Seat seat = new Seat();
                seat.key = new Key((int) id, "p");
                seat.active = id == 1;
                List.of(member, tag, shown, seat).forEach(session::persist);
                team.fans.add(member);
                team.members.add(member);
                team.guests.add(member);
                team.plain.add(member);
                team.tags.add(tag);
                team.shown.add(shown);
                team.seats.add(seat);
            }
            session.persist(team);
        });
        factory.inTransaction(session -> {
            session.remove(session.find(Tag.class, 2L));
            session.find(Shown.class, 2L).active = false;
        });
        factory.signals().m2mChanged().connect(event -> log.add(line(event)), loadingKeys());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static String line(M2mChanged<?> event) {
        return event.action() + " "
                + (event.pksKnown()
                        ? event.pks().size() + " of " + event.elements().size()
                        : "?");
    }

    private List<String> announced(Consumer<Team> change) {
        factory.inTransaction(session -> change.accept(session.find(Team.class, 1L)));
        return log;
    }

    private List<String> announcedWithFilter(String filter, Consumer<Team> change) {
        factory.inTransaction(session -> {
            session.enableFilter(filter);
            change.accept(session.find(Team.class, 1L));
        });
        return log;
    }

    @Test
    void rowsThatAFilterOfTheAssociationHidesAreNamed() {
        assertThat(announcedWithFilter("active", team -> team.fans = new HashSet<>()))
                .containsExactly("pre_remove 2 of 2", "post_remove 2 of 2");
        assertThat(factory.count("team_fan")).isZero();
    }

    @Test
    void rowsThatAFilterOfTheElementsHidesAreNamed() {
        assertThat(announcedWithFilter("big", team -> team.plain = new HashSet<>()))
                .containsExactly("pre_remove 2 of 2", "post_remove 2 of 2");
        assertThat(factory.count("team_plain")).isZero();
    }

    @Test
    void rowsWhoseElementsAreDeletedSoftlyAreNamed() {
        assertThat(announced(team -> team.tags = new HashSet<>()))
                .containsExactly("pre_remove 2 of 2", "post_remove 2 of 2");
        assertThat(factory.count("team_tag")).isZero();
    }

    @Test
    void rowsWhoseElementsAreRestrictedAreNamed() {
        assertThat(announced(team -> team.shown = new HashSet<>()))
                .containsExactly("pre_remove 2 of 2", "post_remove 2 of 2");
        assertThat(factory.count("team_shown")).isZero();
    }

    @Test
    void rowsThatARestrictionOfTheAssociationHidesAreNamed() {
        assertThat(announced(team -> team.members = new HashSet<>()))
                .containsExactly("pre_remove 2 of 2", "post_remove 2 of 2");
        assertThat(factory.count("team_member")).isZero();
    }

    @Test
    void whatARestrictionOfTheJoinTableHidesIsNotKnownAndStays() {
        assertThat(announced(team -> team.guests = new HashSet<>())).containsExactly("pre_clear ?", "post_clear ?");
        assertThat(factory.count("team_guest")).isEqualTo(1);
    }

    @Test
    void hiddenRowsOfElementsWithACompositeIdentifierAreNotKnown() {
        assertThat(announcedWithFilter("active", team -> team.seats = new HashSet<>()))
                .containsExactly("pre_clear ?", "post_clear ?");
        log.clear();
        assertThat(announced(team -> team.seats.addAll(Set.of()))).isEmpty();
    }

    @Test
    void elementsWithACompositeIdentifierAreNamedWhereNothingIsHidden() {
        assertThat(announced(team -> team.seats = new HashSet<>()))
                .containsExactly("pre_remove 2 of 2", "post_remove 2 of 2");
    }

    @Test
    void aLoadedCollectionThatIsReplacedNamesTheHiddenRowsToo() {
        assertThat(announced(team -> {
                    team.tags.size();
                    team.tags = new HashSet<>();
                }))
                .containsExactly("pre_remove 2 of 2", "post_remove 2 of 2");
    }

    @Test
    void aLoadedCollectionThatIsClearedNamesTheHiddenRowsToo() {
        assertThat(announced(team -> team.shown.clear())).containsExactly("pre_remove 2 of 2", "post_remove 2 of 2");
        assertThat(factory.count("team_shown")).isZero();
    }

    @Test
    void aFilteredCollectionThatIsClearedLosesTheRowsThatWereLoaded() {
        assertThat(announcedWithFilter("active", team -> team.fans.clear()))
                .containsExactly("pre_remove 1 of 1", "post_remove 1 of 1");
        assertThat(factory.count("team_fan")).isEqualTo(1);
    }

    @Test
    void aRemovedOwnerTakesHiddenRowsAlong() {
        factory.sessionFactory()
                .inTransaction(session -> session.createNativeMutationQuery("delete from team_guest")
                        .executeUpdate());
        log.clear();
        factory.inTransaction(session -> {
            session.enableFilter("active");
            session.enableFilter("big");
            session.remove(session.find(Team.class, 1L));
        });

        assertThat(log.subList(0, 7))
                .containsExactlyInAnyOrder(
                        "pre_remove 2 of 2",
                        "pre_remove 2 of 2",
                        "pre_remove 2 of 2",
                        "pre_remove 2 of 2",
                        "pre_remove 2 of 2",
                        "pre_clear ?",
                        "pre_clear ?");
    }

    @Test
    void anElementThatIsRemovedFromAFilteredCollectionIsTheOnlyOne() {
        factory.inTransaction((Session session) -> {
            session.enableFilter("active");
            Team team = session.find(Team.class, 1L);
            team.fans.removeIf(member -> member.id == 1);
            team.fans.add(session.find(Member.class, 1L));
        });

        assertThat(log).isEmpty();
    }
}
