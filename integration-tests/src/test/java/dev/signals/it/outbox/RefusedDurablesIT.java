package dev.signals.it.outbox;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.ErrorPolicy;
import dev.signals.Options;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import dev.signals.it.support.TestedHibernate;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.TenantSchemaMapper;
import org.hibernate.exception.SQLGrammarException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class RefusedDurablesIT {

    static class Blob implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        Long id;

        @Nullable
        Blob content;
    }

    @Embeddable
    @DiscriminatorColumn(name = "kind")
    @DiscriminatorValue("lid")
    static class Lid {
        @Nullable
        String color;
    }

    @Embeddable
    @DiscriminatorValue("cork")
    static class Cork extends Lid {}

    @Entity(name = "Bottle")
    static class Bottle {
        @Id
        Long id;

        @Embedded
        Lid lid = new Lid();
    }

    private final Database database;
    private final Shelf shelf;

    RefusedDurablesIT(Database database) {
        this.database = database;
        this.shelf = new Shelf(database);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private FactorySignals signals() {
        return shelf.factory().signals();
    }

    @Test
    void signalsBeforeTheFactAreRefused() {
        assertThatThrownBy(() -> signals().preSave().connect(Book.class, event -> {}, durable("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("durable(\"x\") is for CHANGED, POST_SAVE, POST_DELETE and M2M_CHANGED")
                .hasMessageContaining("pre_save");
        assertThatThrownBy(() -> ModelSignals.PRE_DELETE.connect(Book.class, event -> {}, durable("x")))
                .hasMessageContaining("pre_delete");
        assertThatThrownBy(() -> signals().postInit().connect(Book.class, event -> {}, durable("x")))
                .hasMessageContaining("post_init");
    }

    @Test
    void batchesIsolationAndWeakReceiversAreRefused() {
        assertThatThrownBy(() -> signals().changed().connectBatch(Book.class, events -> {}, durable("x")))
                .hasMessageContaining("connect a receiver of single events");
        assertThatThrownBy(() -> signals()
                        .changed()
                        .connect(Book.class, event -> {}, durable("x"), Options.onError(ErrorPolicy.ISOLATE)))
                .hasMessageContaining("drop onError(ISOLATE)");
        assertThatThrownBy(() -> signals()
                        .changed()
                        .connect(
                                Book.class,
                                new dev.signals.SignalReceiver<Changed<Book>>() {
                                    @Override
                                    public void receive(Changed<Book> event) {}
                                },
                                durable("x"),
                                Options.weak()))
                .hasMessageContaining("drop weak()");
    }

    @Test
    void aPhaseThatIsNotDurableIsRefusedBesideIt() {
        for (Delivery<TransactionEvent> phase :
                List.of(ModelSignals.beforeCommit(), ModelSignals.afterCommit(), ModelSignals.afterRollback())) {
            assertThatThrownBy(() -> signals().postSave().connect(Book.class, event -> {}, durable("x"), phase))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("option " + phase + " follows another of its kind");
        }
    }

    @Test
    void aNameHasSimpleCharacters() {
        assertThatThrownBy(() -> durable("it's"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"it's\" is no name of a durable receiver");
    }

    @Test
    void aNameBelongsToOneReceiverOfASignal() {
        signals().changed().connect(Book.class, event -> {}, durable("x"));

        assertThatThrownBy(() -> signals().changed().connect(Book.class, event -> {}, durable("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the name \"x\" is taken by receiver");
        signals().changed().connect(Author.class, event -> {}, durable("x"));
        signals().postSave().connect(Book.class, event -> {}, durable("x"));
    }

    @Test
    void anAttributeThatCannotBeReadBackIsNamed() {
        try (TestFactory factory = TestFactory.of(database, Map.of(OutboxSettings.TABLES, "true"), Box.class)) {
            assertThatThrownBy(() -> factory.signals().changed().connect(Box.class, event -> {}, durable("x")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "attribute content of " + Box.class.getName() + " is stored in serialized form")
                    .hasMessageContaining("connect with afterCommit()");
        }
    }

    @Test
    void anEmbeddableWithSubclassesIsRefused() {
        try (TestFactory factory =
                TestFactory.of(database, Map.of(OutboxSettings.TABLES, "true"), Bottle.class, Lid.class, Cork.class)) {
            assertThatThrownBy(() -> factory.signals().changed().connect(Bottle.class, event -> {}, durable("x")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "attribute lid of " + Bottle.class.getName() + " has an embeddable with subclasses");
        }
    }

    @Test
    void anAttributeThatCannotBeReadBackIsNamedWhenTheFactoryIsBuilt() {
        Connection connection = ModelSignals.CHANGED.connect(Box.class, event -> {}, durable("x"));
        try {
            assertThatThrownBy(() -> TestFactory.of(database, Box.class).close())
                    .hasStackTraceContaining("attribute content of " + Box.class.getName());
        } finally {
            connection.disconnect();
        }
    }

    @Test
    void withoutTablesTheCommitFailsAndSaysWhatToDo() {
        try (TestFactory factory = TestFactory.of(database, Book.class, Author.class)) {
            factory.signals().changed().connect(Book.class, event -> {}, durable("x"));

            assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Book("a"))))
                    .hasStackTraceContaining("the calls of the durable receivers [x] cannot be written")
                    .hasStackTraceContaining("signals.outbox.tables=true")
                    .hasStackTraceContaining(SQLGrammarException.class.getName()); // Hibernate has seen the SQLState
            assertThat(factory.count("Book")).isZero();
        }
    }

    @Test
    void aSchemaForEachTenantByAMapperIsRefused() {
        TestedHibernate.assumeFrom72("have not both such mappers");
        TenantSchemaMapper<Object> mapper = tenant -> "public";
        try (TestFactory factory = TestFactory.of(
                database, Map.of(MultiTenancySettings.MULTI_TENANT_SCHEMA_MAPPER, mapper), Author.class)) {
            assertThatThrownBy(() -> Outbox.of(factory.sessionFactory()))
                    .hasMessageContaining("use a MultiTenantConnectionProvider");
        }
    }

    @Test
    void aSettingThatIsNotValidIsNamed() {
        assertThatThrownBy(() -> TestFactory.of(database, Map.of(OutboxSettings.POLL, "soon"), Author.class))
                .hasMessage("setting signals.outbox.poll is \"soon\"; valid are times like 500ms, 10s, 5m, 1h and 7d");
        assertThatThrownBy(() -> TestFactory.of(database, Map.of(OutboxSettings.CONTENT, "mails"), Author.class))
                .hasMessage("setting signals.outbox is \"mails\"; valid are jobs, events, and jobs,events");
    }

    @Test
    void anEventThatNoDurableCallHasBroughtHasNoCall() {
        signals()
                .postSave()
                .connect(
                        Book.class,
                        event -> assertThatThrownBy(() -> Outbox.call(event))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining("connect the receiver with durable(name)"));

        shelf.factory().inTransaction(session -> session.persist(new Book("a")));
    }

    static final class Methods {

        private final Shelf shelf;

        Methods(Shelf shelf) {
            this.shelf = shelf;
        }

        @Receiver(durable = "log", orderedPerEntity = true)
        void changed(Changed<Book> change) {
            shelf.add(change.kind() + " " + Outbox.call(change).receiver());
        }
    }

    @Test
    void aReceiverMethodCanBeDurable() {
        signals().register(new Methods(shelf));
        shelf.outbox().start();

        shelf.factory().inTransaction(session -> session.persist(new Book("a")));

        shelf.awaitEmpty();
        assertThat(shelf.log()).containsExactly("CREATED log");
        assertThat(signals().describe().toString()).contains("durable(\"log\").orderedPerEntity()");
    }

    static final class InPhase {
        @Receiver(durable = "log", phase = TransactionPhase.AFTER_COMMIT)
        void saved(PostSave<Book> save) {}
    }

    static final class Async {
        @Receiver(durable = "log", async = true)
        void saved(PostSave<Book> save) {}
    }

    static final class OrderedOnly {
        @Receiver(orderedPerEntity = true)
        void saved(PostSave<Book> save) {}
    }

    @Test
    void aReceiverMethodIsDurableAndNothingElse() {
        assertThatThrownBy(() -> signals().register(new InPhase())).hasMessageContaining("drop the phase");
        assertThatThrownBy(() -> signals().register(new Async())).hasMessageContaining("exclude each other");
        assertThatThrownBy(() -> signals().register(new OrderedOnly()))
                .hasMessageContaining("orderedPerEntity has no meaning without durable");
    }
}
