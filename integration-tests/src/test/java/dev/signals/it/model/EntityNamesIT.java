package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.hibernate.ModelSignals.onChange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.Options;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.model.Zoo.Note;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers connected for an entity by its name, among them entities without a class. */
@OnEveryDatabase
class EntityNamesIT {

    private static final String MAPPING = """
            <?xml version="1.0"?>
            <hibernate-mapping xmlns="http://www.hibernate.org/xsd/orm/hbm">
              <class entity-name="Person" table="people">
                <id name="id" type="long"><generator class="assigned"/></id>
                <property name="name" type="string"/>
                <property name="age" type="integer"/>
              </class>
              <class entity-name="Comet" table="comets">
                <id name="id" type="long"><generator class="assigned"/></id>
                <property name="name" type="string"/>
              </class>
            </hibernate-mapping>
            """;

    private final TestDatabase database;
    private final List<String> log = new ArrayList<>();
    private SessionFactory factory;

    EntityNamesIT(Database database) {
        this.database = database.create();
        this.factory = build();
    }

    private SessionFactory build() {
        Configuration configuration = new Configuration();
        configuration.getProperties().putAll(database.settings());
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-drop");
        configuration.getProperties().put("hibernate.session_factory_name", "names");
        configuration.getProperties().put("hibernate.session_factory_name_is_jndi", "false");
        configuration.addAnnotatedClass(Note.class);
        configuration.addInputStream(new ByteArrayInputStream(MAPPING.getBytes(StandardCharsets.UTF_8)));
        return configuration.buildSessionFactory();
    }

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    private FactorySignals signals() {
        return ModelSignals.of(factory);
    }

    private static Map<String, Object> row(long id, String name) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", id);
        row.put("name", name);
        return row;
    }

    @SuppressWarnings("deprecation") // Hibernate has persist by name in the deprecated form only
    private void saveOfEach() {
        factory.inTransaction(session -> {
            session.persist("Person", row(1, "Ada"));
            session.persist("Comet", row(2, "Venus"));
            session.persist(new Note("n"));
        });
    }

    @Test
    void aDynamicModelIsHeardByItsName() {
        signals().preSave().connect("Person", event -> log.add("pre " + event.entityName() + " " + event.instance()));
        signals().postSave().connect("Person", event -> log.add("post " + event.id() + " " + event.created()));
        signals().postDelete().connect("Person", event -> log.add("deleted " + event.id()));
        saveOfEach();
        factory.inTransaction(session -> session.remove(person(session)));
        assertThat(log).hasSize(3);
        assertThat(log.get(0)).startsWith("pre Person {").contains("name=Ada");
        assertThat(log.subList(1, 3)).containsExactly("post 1 true", "deleted 1");
    }

    @Test
    void aReceiverOfADynamicModelChangesIt() {
        signals().preSave().connect("Person", event -> asMap(event.instance()).put("age", 36));
        saveOfEach();
        factory.inTransaction(session -> assertThat(asMap(person(session))).containsEntry("age", 36));
    }

    private static Object person(Session session) {
        return session.createSelectionQuery("from Person", Object.class).getSingleResult();
    }

    @SuppressWarnings("unchecked") // an instance of a dynamic model is such a map
    private static Map<String, Object> asMap(Object instance) {
        return (Map<String, Object>) instance;
    }

    @Test
    void changesOfADynamicModelAreToldInEachPhase() {
        signals()
                .changed()
                .connect("Person", event -> log.add("before " + event.changes().attributes()), beforeCommit());
        signals().changed().connect("Person", event -> log.add("after " + event.kind()));
        saveOfEach();
        assertThat(log).containsExactly("before [name]", "after CREATED");
    }

    @Test
    void changesOfOneAttributeOfADynamicModelAreHeard() {
        signals().postSave().connect("Person", event -> log.add("renamed"), onChange("name"));
        saveOfEach();
        log.clear();
        factory.inTransaction(session -> asMap(person(session)).put("age", 37));
        factory.inTransaction(session -> asMap(person(session)).put("name", "Ada L."));
        assertThat(log).containsExactly("renamed");
    }

    @Test
    void aNewTransactionFindsADynamicModel() {
        signals()
                .changed()
                .connect(
                        "Person",
                        event -> event.inNewTransaction(
                                (session, person) -> asMap(person).put("age", 36)),
                        onChange("name"));
        saveOfEach();
        factory.inTransaction(session -> assertThat(asMap(person(session))).containsEntry("age", 36));
    }

    @Test
    void anEntityClassIsHeardByEitherOfItsNames() {
        signals().postSave().connect("Note", event -> log.add("short"));
        signals().postSave().connect(Note.class.getName(), event -> log.add("long"));
        saveOfEach();
        assertThat(log).containsExactly("short", "long");
    }

    @Test
    void aNameOfTheProcessIsResolvedWhenTheFactoryIsBuilt() {
        factory.close();
        try (Connection connection = ModelSignals.POST_SAVE.connect("Comet", event -> log.add(event.entityName()))) {
            assertThat(connection.isConnected()).isTrue();
            factory = build();
            saveOfEach();
        }
        assertThat(log).containsExactly("Comet");
    }

    @Test
    void a35_aNameThatIsConnectedBeforeItsEntityIsThereKeepsItsPlace() {
        factory.close();
        try (Connection name = ModelSignals.POST_SAVE.connect("Comet", event -> log.add("name"));
                Connection any = ModelSignals.POST_SAVE.connect(event -> log.add("any " + event.entityName()))) {
            factory = build();
            saveOfEach();
            assertThat(List.of(name, any)).allMatch(Connection::isConnected);
        }
        assertThat(log).containsExactly("any Person", "name", "any Comet", "any " + Note.class.getName());
    }

    static class PersonReceivers {
        final List<String> names = new ArrayList<>();

        @Receiver(entity = "Person")
        void saved(PostSave<Map<String, Object>> event) {
            names.add((String) event.instance().get("name"));
        }
    }

    @Test
    void aReceiverMethodNamesItsEntity() {
        PersonReceivers receivers = new PersonReceivers();
        signals().register(receivers);
        saveOfEach();
        assertThat(receivers.names).containsExactly("Ada");
    }

    @Test
    void anUnknownNameIsListedWithTheKnownOnes() {
        String fault = "no entity of session factory \"names\" is named \"Persn\"; its entities are Comet, Person, "
                + Note.class.getName();
        assertThatThrownBy(() -> signals().postSave().connect("Persn", event -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot connect receiver lambda in " + EntityNamesIT.class.getName()
                        + " of post_save for any sender named Persn: " + fault);
        assertThat(signals().postSave().signal().connections()).isEmpty();

        factory.close();
        try (Connection connection = ModelSignals.POST_SAVE.connect("Persn", event -> {})) {
            assertThatThrownBy(this::build)
                    .hasStackTraceContaining(connection + " can never be called: " + fault
                            + "; if it belongs to another session factory, connect with ModelSignals.of(thatFactory)");
        }
    }

    @Test
    void aListingNamesTheEntityAndOneUidServesEachNameOnce() {
        signals().postSave().connect("Person", event -> log.add("first"), Options.uid("u"));
        signals().postSave().connect("Person", event -> log.add("second"), Options.uid("u"));
        signals().postSave().connect("Comet", event -> log.add("other"), Options.uid("u"));
        saveOfEach();
        assertThat(log).containsExactly("first", "other");
        assertThat(signals().describe().toString()).contains("post_save  Person  ", "post_save  Comet  ");
    }
}
