package dev.signals.it.harmless;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.type.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Embeddables with collections in them. Hibernate takes one for changed if its collection has been replaced, which is no save of the
 * entity. Any other UPDATE is one, also if nothing differs: an enhanced entity notes what has been set, even if it is set back.
 */
class EmbeddablesWithCollectionsIT {

    private static final Map<String, String> STRICT = Map.of(SignalSettings.STRICT, "true");

    private enum Deed {
        TEXT_SET_BACK(true, (session, town) -> {
            town.past.street = "Rheingasse";
            town.past.street = "Gerberngasse";
        }),
        NESTED_TEXT_SET_BACK(true, (session, town) -> {
            town.past.start.year = 1200;
            town.past.start.year = 1191;
        }),
        COLLECTION_SET_AGAIN(true, (session, town) -> {
            List<String> names = town.past.names;
            town.past.names = names;
        }),
        PROXY_OF_THE_SAME_ENTITY(true, (session, town) -> {
            session.detach(session.find(Country.class, 1L));
            town.past.country = session.getReference(Country.class, 1L);
        }),
        EQUAL_EMBEDDABLE(true, (session, town) -> town.past = town.past.copy()),
        COLLECTION_REPLACED(false, (session, town) -> town.past.names = new ArrayList<>(List.of("Basilea"))),
        COLLECTION_REPLACED_BESIDE_A_PROXY(false, (session, town) -> {
            session.detach(session.find(Country.class, 1L));
            town.past.country = session.getReference(Country.class, 1L);
            town.past.names = new ArrayList<>(List.of("Basilea"));
        }),
        COLLECTION_CHANGED(true, (session, town) -> town.past.names.add("Basilea")),
        TEXT_AND_COLLECTION(true, (session, town) -> {
            town.past.street = "Rheingasse";
            town.past.names = new ArrayList<>(List.of("Basilea"));
        });

        private final boolean isSaveIfWritten;
        private final BiConsumer<Session, Town> work;

        Deed(boolean isSaveIfWritten, BiConsumer<Session, Town> work) {
            this.isSaveIfWritten = isSaveIfWritten;
            this.work = work;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateIsASaveUnlessOnlyACollectionIsReplaced(Deed deed) {
        try (SameWork same = SameWork.of(Database.H2, STRICT, Country.class, Town.class)) {
            same.compare(deed.toString(), factory -> work(factory, deed));
            EventLog log = new EventLog();
            SameWork.Outcome done =
                    same.compare(deed.toString(), Listening.BOTH_SAVES, log, factory -> work(factory, deed));
            int updates = Collections.frequency(done.statements(), "update town");
            List<String> expected =
                    updates > 0 && deed.isSaveIfWritten ? Collections.nCopies(updates, "post_save Town") : List.of();
            for (String signal : List.of("pre_save", "post_save")) {
                same.assertions()
                        .assertThat(log.lines())
                        .as(deed + ", " + updates + " UPDATE")
                        .filteredOn(line -> line.equals(signal + " Town"))
                        .hasSize(expected.size());
            }
            same.assertAll();
        }
    }

    @Test
    void anUpdateThatAnInterceptorAsksForIsASave() {
        Map<String, String> settings =
                Map.of(AvailableSettings.INTERCEPTOR, PastIsDirty.class.getName(), SignalSettings.STRICT, "true");
        try (SameWork same = SameWork.of(Database.H2, settings, Country.class, Town.class)) {
            EventLog log = new EventLog();
            SameWork.Outcome done = same.compare(
                    "an interceptor", Listening.BOTH_SAVES, log, factory -> work(factory, Deed.COLLECTION_CHANGED));
            same.assertions().assertThat(done.statements()).contains("update town");
            same.assertions().assertThat(log.lines()).contains("pre_save Town", "post_save Town");
            same.assertAll();
        }
    }

    private static Object work(TestFactory factory, Deed deed) {
        factory.inTransaction(session -> {
            Country country = new Country();
            session.persist(country);
            Town town = new Town();
            town.past.country = country;
            session.persist(town);
        });
        factory.inTransaction(session -> deed.work.accept(session, session.find(Town.class, 1L)));
        List<String> names = factory.fromTransaction(session -> List.copyOf(session.find(Town.class, 1L).past.names));
        factory.inTransaction(session -> {
            session.remove(session.find(Town.class, 1L));
            session.remove(session.find(Country.class, 1L));
        });
        return names;
    }

    /** Finds one attribute of a town dirty in each flush. */
    public static class PastIsDirty implements Interceptor {
        @Override
        public int[] findDirty(
                Object entity,
                Object id,
                Object[] currentState,
                Object[] previousState,
                String[] propertyNames,
                Type[] types) {
            return entity instanceof Town ? new int[] {List.of(propertyNames).indexOf("past")} : null;
        }
    }

    @Entity(name = "Country")
    static class Country {
        @Id
        long id = 1;

        @Column(unique = true)
        String code = "ch";
    }

    @Embeddable
    static class Start {
        @Column(name = "start_year")
        int year = 1191;
    }

    @Embeddable
    static class Past {
        String street = "Gerberngasse";

        @ElementCollection
        List<String> names = new ArrayList<>();

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "country", referencedColumnName = "code")
        Country country;

        Start start = new Start();

        Past copy() {
            Past copy = new Past();
            copy.names = names;
            copy.country = country;
            return copy;
        }
    }

    @Entity(name = "Town")
    static class Town {
        @Id
        long id = 1;

        Past past = new Past();
    }
}
