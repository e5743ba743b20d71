package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted;
import static dev.signals.it.support.TestedHibernate.assumeFrom72;
import static dev.signals.it.support.TestedHibernate.assumeQueueOf7;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hibernate clears the references of a deleted entity to what is deleted before it. Events have them nevertheless. */
class ReferencesOfDeletedEntitiesIT {

    @Entity(name = "Folder")
    static class Folder {
        @Id
        Long id;

        @OneToMany(mappedBy = "place.folder")
        List<Sheet> sheets = new ArrayList<>();

        @OneToMany(mappedBy = "place.corner.folder")
        List<Sheet> cornered = new ArrayList<>();

        @OneToMany(mappedBy = "home.folder")
        List<Sheet> atHome = new ArrayList<>();
    }

    @Embeddable
    static class Place {
        @ManyToOne
        Folder folder;

        String note;

        @Embedded
        Corner corner;
    }

    @Embeddable
    static class Corner {
        @ManyToOne
        @JoinColumn(name = "corner_id")
        Folder folder;
    }

    @Embeddable
    record Home(
            @ManyToOne @JoinColumn(name = "home_id") Folder folder,
            @Column(name = "home_note") String note) {}

    @Entity(name = "Sheet")
    static class Sheet {
        @Id
        Long id;

        String name;

        @ManyToOne
        Folder plain;

        @Embedded
        Place place;

        @Embedded
        Home home;

        @Any
        @AnyKeyJavaClass(Long.class)
        @AnyDiscriminator(DiscriminatorType.STRING)
        @AnyDiscriminatorValue(discriminator = "F", entity = Folder.class)
        @Column(name = "owner_type")
        @JoinColumn(name = "owner_id")
        Object owner;
    }

    private static final Set<String> REFERENCES =
            Set.of("plain", "place.folder", "place.corner.folder", "home.folder", "owner");

    private final TestFactory factory = TestFactory.of(Database.H2, Folder.class, Sheet.class);
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void save() {
        assumeQueueOf7("clears references in what it has loaded too");
        assumeFrom72("sets the parts of a record, which is not possible");
        factory.inTransaction(session -> {
            Folder folder = new Folder();
            folder.id = 1L;
            session.persist(folder);
            Sheet sheet = new Sheet();
            sheet.id = 2L;
            sheet.name = "sheet";
            sheet.plain = folder;
            sheet.place = new Place();
            sheet.place.folder = folder;
            sheet.place.note = "note";
            sheet.place.corner = new Corner();
            sheet.place.corner.folder = folder;
            sheet.home = new Home(folder, "home note");
            sheet.owner = folder;
            session.persist(sheet);
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void removeBoth() {
        removeBoth((session, sheet) -> {});
    }

    /** Removes the folder first, so that Hibernate clears the references to it. */
    private void removeBoth(BiConsumer<Session, Sheet> before) {
        factory.inTransaction(session -> {
            Folder folder = session.find(Folder.class, 1L);
            Sheet sheet = session.find(Sheet.class, 2L);
            before.accept(session, sheet);
            session.remove(folder);
            session.remove(sheet);
        });
    }

    private static List<Object> references(PostDelete<Sheet> event) {
        Map<String, Object> state = event.deletedState();
        Place place = (Place) state.get("place");
        Home home = (Home) state.get("home");
        assertThat(place.note).isEqualTo("note");
        assertThat(home.note()).isEqualTo("home note");
        assertThat(state).containsEntry("owner", Map.entry(Folder.class.getName(), 1L));
        return List.of(state.get("plain"), place.folder.id, place.corner.folder.id, home.folder().id);
    }

    @Test
    void theDeletedStateHasThem() {
        factory.signals().postDelete().connect(Sheet.class, event -> log.add("" + references(event)));

        removeBoth();

        assertThat(log).containsExactly("[1, 1, 1, 1]");
    }

    /** Hibernate keeps no loaded state of it. */
    @Test
    void theDeletedStateOfAReadOnlyEntityHasThem() {
        factory.signals().postDelete().connect(Sheet.class, event -> log.add("" + references(event)));

        removeBoth((session, sheet) -> session.setReadOnly(sheet, true));

        assertThat(log).containsExactly("[1, 1, 1, 1]");
    }

    @Test
    void theEmbeddablesOfTheApplicationStayAsTheyAre() {
        Place[] places = new Place[2];
        factory.signals().postDelete().connect(Sheet.class, event -> {
            places[0] = event.instance().place;
            places[1] = (Place) event.deletedState().get("place");
            places[0].note = "changed";
            assertThat(((Place) event.deletedState().get("place")).note).isEqualTo("note");
        });

        removeBoth();

        assertThat(places[1]).isNotSameAs(places[0]);
        assertThat(places[1].note).isEqualTo("note");
        assertThat(places[1].folder).isNotNull();
    }

    @Test
    void theNetChangeNamesThem() {
        factory.signals()
                .changed()
                .connect(
                        Sheet.class,
                        event -> {
                            assertThat(event.changes().attributes()).containsAll(REFERENCES);
                            assertThat(event.changes().get("place.folder").oldValue())
                                    .isEqualTo(1L);
                            log.add("" + event.kind());
                        },
                        includingCreatedAndDeleted());

        removeBoth();

        assertThat(log).containsExactly("DELETED");
    }

    @Test
    void theOtherSideIsToldBeforeAndAfterTheDeletion() {
        for (String attribute : List.of("sheets", "cornered", "atHome")) {
            factory.signals().m2mChanged().connect(Folder.class, attribute, this::log);
        }

        removeBoth();

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "sheets pre_remove [2]",
                        "sheets post_remove [2]",
                        "cornered pre_remove [2]",
                        "cornered post_remove [2]",
                        "atHome pre_remove [2]",
                        "atHome post_remove [2]");
    }

    private void log(M2mChanged<Folder> event) {
        log.add(event.attribute() + " " + event.action() + " " + event.pks());
    }

    @Test
    void aReferenceThatWasNullStaysNull() {
        factory.inTransaction(session -> {
            Sheet sheet = session.find(Sheet.class, 2L);
            sheet.place.folder = null;
            sheet.owner = null;
        });
        factory.signals().postDelete().connect(Sheet.class, event -> {
            Place place = (Place) event.deletedState().get("place");
            log.add(place.folder + " " + place.corner.folder.id + " "
                    + event.deletedState().get("owner"));
        });

        removeBoth();

        assertThat(log).containsExactly("null 1 null");
    }
}
