package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Parts of embeddables whose columns no UPDATE writes. Hibernate does not compare them, so a change of them is no save of the entity,
 * also where the library compares instead: beside a reference by another unique column, beside a collection, and if it is a new
 * entity.
 */
class PartsThatAreNotUpdatedIT {

    private final SameWork same = SameWork.of(Database.H2, Country.class, Town.class);

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    private enum Unwritten {
        TEXT((session, town) -> town.place.note = "new"),
        NESTED_TEXT((session, town) -> town.place.inner.remark = "new"),
        REFERENCE((session, town) -> town.place.founder = session.getReference(Country.class, 2L)),
        REFERENCE_TO_A_NEW_ENTITY((session, town) -> town.place.patron = new Country(4)),
        NESTED_REFERENCE((session, town) -> town.place.inner.origin = session.getReference(Country.class, 2L)),
        TEXT_BESIDE_A_COLLECTION((session, town) -> {
            town.past.note = "new";
            town.past.names = new ArrayList<>(List.of("Basilea"));
        });

        private final BiConsumer<Session, Town> change;

        Unwritten(BiConsumer<Session, Town> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "an enhanced entity notes that the part was set, and Hibernate writes it")
    void aChangeOfThemIsNoSave(Unwritten unwritten) {
        assertSaves(unwritten, 0, unwritten.change);
    }

    @ParameterizedTest
    @EnumSource
    void aChangeBesideThemIsASave(Unwritten unwritten) {
        assertSaves(unwritten, 1, (session, town) -> {
            unwritten.change.accept(session, town);
            town.place.street = "Rheingasse";
        });
    }

    private void assertSaves(Unwritten unwritten, int saves, BiConsumer<Session, Town> change) {
        EventLog log = new EventLog();
        same.compare(unwritten + " and " + saves, Listening.BOTH_SAVES, log, factory -> work(factory, change));
        same.assertions()
                .assertThat(log.lines())
                .as(unwritten + " and " + saves)
                .filteredOn(line -> line.endsWith(" Town"))
                .hasSize(2 * saves);
        same.compare(unwritten + " and " + saves, factory -> work(factory, change));
    }

    /** Changes a town whose unloaded reference by another column is a proxy of the same country. */
    private static Object work(TestFactory factory, BiConsumer<Session, Town> change) {
        factory.inTransaction(session -> {
            for (long id = 1; id <= 3; id++) {
                session.persist(new Country(id));
            }
            session.persist(Town.in(session.find(Country.class, 1L)));
        });
        factory.inTransaction(session -> {
            Town town = session.find(Town.class, 1L);
            session.detach(session.find(Country.class, 1L));
            town.place.country = session.getReference(Country.class, 1L);
            change.accept(session, town);
        });
        List<String> row = factory.fromTransaction(session -> {
            Town town = session.find(Town.class, 1L);
            return List.of(town.place.street, town.place.note, town.place.inner.remark, town.past.note);
        });
        factory.inTransaction(session -> {
            session.remove(session.find(Town.class, 1L));
            session.flush();
            session.createMutationQuery("delete from Country").executeUpdate();
        });
        return row;
    }

    @Entity(name = "Country")
    static class Country {
        @Id
        long id;

        @Column(unique = true)
        String code;

        Country() {}

        Country(long id) {
            this.id = id;
            this.code = "c" + id;
        }
    }

    @Embeddable
    static class Inner {
        @Column(updatable = false)
        String remark = "old";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "origin", referencedColumnName = "code", updatable = false)
        Country origin;
    }

    @Embeddable
    static class Place {
        String street = "Gerberngasse";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "country", referencedColumnName = "code")
        Country country;

        @Column(updatable = false)
        String note = "old";

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "founder", referencedColumnName = "code", updatable = false)
        Country founder;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        @JoinColumn(name = "patron", updatable = false)
        Country patron;

        Inner inner = new Inner();
    }

    @Embeddable
    static class Past {
        @Column(name = "past_note", updatable = false)
        String note = "old";

        String era = "Celtic";

        @ElementCollection
        List<String> names = new ArrayList<>();
    }

    @Entity(name = "Town")
    static class Town {
        @Id
        long id = 1;

        Place place = new Place();

        Past past = new Past();

        static Town in(Country country) {
            Town town = new Town();
            town.place.country = country;
            town.place.founder = country;
            town.place.inner.origin = country;
            return town;
        }
    }
}
