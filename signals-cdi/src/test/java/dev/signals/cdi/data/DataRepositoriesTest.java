package dev.signals.cdi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import jakarta.persistence.PersistenceConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The signals of each method of a repository of Jakarta Data, as the guide's table lists them. */
@SuppressWarnings("try") // mutes are closed, and nothing else is done with them
class DataRepositoriesTest {

    private static final List<String> LOG = new ArrayList<>();

    private static SessionFactory factory;

    private Book book = new Book("Emma");

    @BeforeAll
    static void build() {
        factory = (SessionFactory) new PersistenceConfiguration("library")
                .managedClass(Book.class)
                .property(PersistenceConfiguration.JDBC_URL, "jdbc:h2:mem:" + UUID.randomUUID())
                .property(PersistenceConfiguration.SCHEMAGEN_DATABASE_ACTION, "create")
                .property(SignalSettings.BULK, true)
                .property(SignalSettings.BULK_POLICY, "fail")
                .createEntityManagerFactory();
        FactorySignals signals = ModelSignals.of(factory);
        signals.preInit().connect(event -> LOG.add(event.summary()));
        signals.postInit().connect(event -> LOG.add(event.summary()));
        signals.preSave().connect(event -> LOG.add("pre_save" + kind(event.isNew(), event.upsert())));
        signals.postSave().connect(event -> LOG.add("post_save" + kind(event.created(), event.upsert())));
        signals.preDelete().connect(event -> LOG.add("pre_delete"));
        signals.postDelete().connect(event -> LOG.add("post_delete"));
        signals.changed().connect(event -> LOG.add("changed " + event.kind()));
        signals.bulkUpdated().connect(event -> LOG.add("bulk_updated " + event.rows()));
        signals.bulkDeleted().connect(event -> LOG.add("bulk_deleted " + event.rows()));
    }

    private static String kind(boolean created, boolean upsert) {
        return upsert ? " upsert" : created ? " new" : "";
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    @BeforeEach
    void fill() {
        factory.inStatelessTransaction(session -> {
            try (Scope silent = ModelSignals.of(factory).mute()) {
                session.createMutationQuery("delete Book").executeUpdate();
                book = new Book("Emma");
                session.insert(book);
            }
        });
        LOG.clear();
    }

    /** Returns the signals that work with the repository sends in a transaction. */
    private static List<String> sent(Consumer<Library> work) {
        return sentBy(session -> work.accept(new Library_(session)));
    }

    private static List<String> sentBy(Consumer<StatelessSession> work) {
        LOG.clear();
        factory.inStatelessTransaction(work);
        return List.copyOf(LOG);
    }

    /** As {@link #sent}, with the bulk statements that the policy would refuse. */
    private static List<String> sentInBulk(Consumer<Library> work) {
        FactorySignals signals = ModelSignals.of(factory);
        try (Scope allowed = signals.mute(
                signals.preSave(), signals.postSave(), signals.preDelete(), signals.postDelete(), signals.changed())) {
            return sent(work);
        }
    }

    @Test
    void insert() {
        List<String> created = List.of("pre_save new", "post_save new", "changed CREATED");

        assertThat(sent(library -> library.insert(new Book("a")))).isEqualTo(created);
        assertThat(sent(library -> library.add(new Book("b")))).isEqualTo(created);
        assertThat(sent(library -> library.insertAll(List.of(new Book("c"), new Book("d")))))
                .containsExactly(
                        "pre_save new",
                        "post_save new",
                        "pre_save new",
                        "post_save new",
                        "changed CREATED",
                        "changed CREATED");
    }

    @Test
    void update() {
        List<String> updated = List.of("pre_save", "post_save", "changed UPDATED");
        book.pages = 474;

        assertThat(sent(library -> library.update(book))).isEqualTo(updated);
        assertThat(sent(library -> library.change(book))).isEqualTo(updated);
        assertThat(sent(library -> library.updateAll(List.of(book)))).isEqualTo(updated);
    }

    @Test
    void save() {
        List<String> upserted = List.of("pre_save upsert", "post_save upsert", "changed UPDATED");

        assertThat(sent(library -> library.save(book))).isEqualTo(upserted);
        assertThat(sent(library -> library.put(book))).isEqualTo(upserted);
        assertThat(sent(library -> library.saveAll(List.of(book)))).isEqualTo(upserted);
        assertThat(sent(library -> library.save(new Book("without an identifier"))))
                .containsExactly("pre_save new", "post_save new", "changed CREATED");
    }

    @Test
    void delete() {
        List<String> deleted = List.of("pre_delete", "post_delete", "changed DELETED");

        assertThat(sent(library -> library.delete(book))).isEqualTo(deleted);
        fill();
        assertThat(sent(library -> library.drop(book))).isEqualTo(deleted);
        fill();
        assertThat(sent(library -> library.deleteAll(List.of(book)))).isEqualTo(deleted);
    }

    @Test
    void deleteByIdAndByParametersAreBulkStatements() {
        assertThat(sentInBulk(library -> library.deleteById(book.id))).containsExactly("bulk_deleted 1");
        fill();
        assertThat(sentInBulk(library -> library.dropTitled("Emma"))).containsExactly("bulk_deleted 1");
    }

    @Test
    void queriesThatWriteAreBulkStatements() {
        assertThat(sentInBulk(library -> library.setPages(474, "Emma"))).containsExactly("bulk_updated 1");
        assertThat(sentInBulk(library -> library.erase("Emma"))).containsExactly("bulk_deleted 1");
        assertThat(sentInBulk(library -> library.copy("Emma"))).isEmpty();
    }

    @Test
    void queriesThatReadSendNothing() {
        assertThat(sent(library -> {
                    assertThat(library.findById(book.id)).isPresent();
                    assertThat(library.findAll()).hasSize(1);
                    assertThat(library.titled("Emma")).hasSize(1);
                    assertThat(library.longerThan(0)).isEmpty();
                }))
                .isEmpty();
    }

    @Test
    void thePolicyRefusesWhatReceiversWouldNotSee() {
        assertThatThrownBy(() -> sent(library -> library.deleteById(book.id)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Book");
    }

    @Test
    void aMethodWrittenByHandSendsTheSignalsOfEachEntity() {
        List<String> deleted = List.of("pre_delete", "post_delete", "changed DELETED");

        assertThat(sentBy(session -> new CarefulLibrary_(session).deleteById(book.id)))
                .isEqualTo(deleted);
        fill();
        assertThat(sent(library -> assertThat(library.withdraw("Emma")).isOne()))
                .isEqualTo(deleted);
    }
}
