package dev.signals.it.setup;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.hibernate.ModelSignals.loadingKeys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.Scope;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.signal.PostSaveSignal;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One entity is one sender, whether a receiver is connected for its class, its name in Hibernate or that in Jakarta Persistence. */
@OnEveryDatabase
class OneSenderIT {

    private static final String FULL = Thing.class.getName();

    /** Hibernate's short name of a class that XML maps. */
    private static final String PLAIN =
            Plain.class.getName().substring(Plain.class.getPackageName().length() + 1);

    private static final String MAPPING = """
            <?xml version="1.0"?>
            <hibernate-mapping xmlns="http://www.hibernate.org/xsd/orm/hbm">
              <class entity-name="Person" table="people">
                <id name="id" type="long"><generator class="assigned"/></id>
                <property name="name" type="string"/>
              </class>
              <class name="%1$s" entity-name="Draft" table="drafts">
                <id name="id" type="long" access="field"><generator class="assigned"/></id>
              </class>
              <class name="%1$s" entity-name="Print" table="prints">
                <id name="id" type="long" access="field"><generator class="assigned"/></id>
              </class>
              <class name="%2$s" table="plain">
                <id name="id" type="long" access="field"><generator class="assigned"/></id>
              </class>
            </hibernate-mapping>
            """.formatted(Paper.class.getName(), Plain.class.getName());

    private final TestDatabase database;
    private final Scope process = ModelSignals.POST_SAVE.signal().preserve();
    private final List<String> log = new ArrayList<>();
    private SessionFactory factory;

    OneSenderIT(Database database) {
        this.database = database.create();
    }

    @Entity(name = "Thing")
    static class Thing {
        @Id
        long id;

        @ManyToMany
        Set<Thing> others = new HashSet<>();

        Thing() {}

        Thing(long id) {
            this.id = id;
        }
    }

    /** Mapped twice, and by XML only. */
    static class Paper {
        long id;
    }

    /** Mapped by XML only. */
    static class Plain {
        long id;
    }

    @AfterEach
    void close() {
        process.close();
        if (factory != null) {
            factory.close();
        }
        database.close();
    }

    private void build() {
        Configuration configuration = new Configuration();
        configuration.getProperties().putAll(database.settings());
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-drop");
        configuration.addAnnotatedClass(Thing.class);
        configuration.addInputStream(new ByteArrayInputStream(MAPPING.getBytes(StandardCharsets.UTF_8)));
        factory = configuration.buildSessionFactory();
    }

    private PostSaveSignal ofFactory() {
        if (factory == null) {
            build();
        }
        return ModelSignals.of(factory).postSave();
    }

    private SignalReceiver<PostSave<?>> logging(String line) {
        return event -> log.add(line);
    }

    private List<String> calledForAThing() {
        log.clear();
        factory.inTransaction(session -> session.persist(new Thing(log.hashCode() + System.nanoTime())));
        return List.copyOf(log);
    }

    @Test
    void oneUidIsOneConnectionByClassAndByEachName() {
        Connection first = ofFactory().connect(Thing.class, logging("class"), uid("u"));
        Connection second = ofFactory().connect("Thing", logging("name"), uid("u"));
        Connection third = ofFactory().connect(FULL, logging("full name"), uid("u"));

        assertThat(second).isSameAs(first);
        assertThat(third).isSameAs(first);
        assertThat(calledForAThing()).containsExactly("class");
    }

    @Test
    void whicheverComesFirstStays() {
        ofFactory().connect("Thing", logging("name"), uid("u"));
        ofFactory().connect(FULL, logging("full name"), uid("u"));
        ofFactory().connect(Thing.class, logging("class"), uid("u"));

        assertThat(calledForAThing()).containsExactly("name");
        assertThat(ModelSignals.of(factory).describe().toString()).contains("post_save  OneSenderIT.Thing  ");
    }

    @Test
    void oneReceiverIsOneConnection() {
        SignalReceiver<PostSave<?>> receiver = logging("called");
        ofFactory().connect(FULL, receiver);
        ofFactory().connect("Thing", receiver);
        ofFactory().connect(Thing.class, receiver);

        assertThat(calledForAThing()).containsExactly("called");
        assertThat(ofFactory().signal().disconnect(Thing.class, receiver)).isTrue();
        assertThat(calledForAThing()).isEmpty();
    }

    @Test
    void itIsDisconnectedByClassAndByEachName() {
        ofFactory().connect(Thing.class, logging("called"), uid("u"));
        assertThat(ofFactory().disconnect("Thing", "u")).isTrue();
        assertThat(ofFactory().disconnect("Thing", "u")).isFalse();

        ofFactory().connect("Thing", logging("called"), uid("u"));
        assertThat(ofFactory().disconnect(FULL, "u")).isTrue();

        ofFactory().connect(FULL, logging("called"), uid("u"));
        assertThat(ofFactory().disconnect(Thing.class, "u")).isTrue();
        assertThat(ofFactory().disconnect("Nothing", "u")).isFalse();

        assertThat(calledForAThing()).isEmpty();
    }

    @Test
    void onTheSignalsOfTheProcessAClassIsKnownByItsNamesAtOnce() {
        Connection first = ModelSignals.POST_SAVE.connect(Thing.class, logging("class"), uid("u"));

        assertThat(ModelSignals.POST_SAVE.connect("Thing", logging("name"), uid("u")))
                .isSameAs(first);
        assertThat(ModelSignals.POST_SAVE.connect(FULL, logging("full name"), uid("u")))
                .isSameAs(first);
        build();
        assertThat(calledForAThing()).containsExactly("class");
        assertThat(ModelSignals.POST_SAVE.disconnect("Thing", "u")).isTrue();
        assertThat(calledForAThing()).isEmpty();
    }

    @Test
    void twoNamesAreOfOneEntityOnceASessionFactoryHasIt() {
        SignalReceiver<PostSave<?>> receiver = logging("receiver");
        ModelSignals.POST_SAVE.connect("Thing", logging("name"), uid("u"));
        Connection second = ModelSignals.POST_SAVE.connect(FULL, logging("full name"), uid("u"));
        ModelSignals.POST_SAVE.connect("Thing", receiver);
        ModelSignals.POST_SAVE.connect(FULL, receiver);
        build();

        assertThat(calledForAThing()).containsExactly("name", "receiver");
        assertThat(second.isConnected()).isFalse();
        assertThat(ModelSignals.POST_SAVE.disconnect(FULL, "u")).isTrue();
        assertThat(calledForAThing()).containsExactly("receiver");
    }

    @Test
    void afterThatTheSecondIsNotConnectedAtAll() {
        build();
        Connection first = ModelSignals.POST_SAVE.connect(FULL, logging("full name"), uid("u"));

        assertThat(ModelSignals.POST_SAVE.connect("Thing", logging("name"), uid("u")))
                .isSameAs(first);
        assertThat(ModelSignals.POST_SAVE.connect(Thing.class, logging("class"), uid("u")))
                .isSameAs(first);
        assertThat(calledForAThing()).containsExactly("full name");
    }

    @Test
    void beforeASessionFactoryAClassAloneEndsBoth() {
        ModelSignals.POST_SAVE.connect("Thing", logging("name"), uid("u"));
        ModelSignals.POST_SAVE.connect(FULL, logging("full name"), uid("u"));

        assertThat(ModelSignals.POST_SAVE.disconnect(Thing.class, "u")).isTrue();
        build();
        assertThat(calledForAThing()).isEmpty();
    }

    @Test
    @SuppressWarnings("deprecation") // Hibernate has persist by name in the deprecated form only
    void aDynamicModelIsDisconnectedByItsName() {
        ofFactory().connect("Person", logging("first"), uid("u"));
        ofFactory().connect("Person", logging("second"), uid("u"));
        factory.inTransaction(session -> session.persist("Person", new HashMap<>(Map.of("id", 1L))));

        assertThat(log).containsExactly("first");
        assertThat(ofFactory().disconnect("Draft", "u")).isFalse();
        assertThat(ofFactory().disconnect("Person", "u")).isTrue();

        ModelSignals.POST_SAVE.connect("Person", logging("of the process"), uid("u"));
        assertThat(ModelSignals.POST_SAVE.disconnect("Person", "u")).isTrue();
        assertThat(ofFactory().signal().connections()).isEmpty();
    }

    @Test
    @SuppressWarnings("deprecation") // as above
    void aClassThatIsMappedTwiceIsTwoSendersByName() {
        ofFactory().connect("Draft", logging("draft"), uid("u"));
        ofFactory().connect("Print", logging("print"), uid("u"));
        ofFactory().connect(Paper.class, logging("either"), uid("u"));
        factory.inTransaction(session -> {
            session.persist("Draft", new Paper());
            session.persist("Print", new Paper());
        });

        assertThat(log).containsExactly("draft", "either", "print", "either");
    }

    @Test
    void aClassThatOnlyXmlMapsIsOneSenderToo() {
        ModelSignals.POST_SAVE.connect(PLAIN, logging("name of the process"), uid("u"));
        ModelSignals.POST_SAVE.connect(Plain.class, logging("class of the process"), uid("u"));
        ofFactory().connect(Plain.class, logging("class"), uid("u"));
        ofFactory().connect(PLAIN, logging("name"), uid("u"));
        factory.inTransaction(session -> session.persist(new Plain()));

        assertThat(log).containsExactly("name of the process", "class");
    }

    @Test
    void eachPhaseOfChangedIsOne() {
        build();
        FactorySignals signals = ModelSignals.of(factory);
        signals.changed().connect(Thing.class, event -> log.add("after"), uid("u"));
        signals.changed().connect("Thing", event -> log.add("after again"), uid("u"));
        signals.changed().connect("Thing", event -> log.add("before"), uid("u"), beforeCommit());
        signals.changed().connect(Thing.class, event -> log.add("before again"), uid("u"), beforeCommit());

        assertThat(calledForAThing()).containsExactly("before", "after");
        assertThat(signals.changed().disconnect("Thing", "u")).isTrue();
        assertThat(calledForAThing()).isEmpty();
    }

    @Test
    void allCollectionsOfAnEntityAreOneAndEachAttributeIsAnother() {
        build();
        FactorySignals signals = ModelSignals.of(factory);
        signals.m2mChanged().connect("Thing", event -> log.add("all " + event.action()), uid("u"));
        signals.m2mChanged().connect(Thing.class, event -> log.add("all again"), uid("u"), loadingKeys());
        signals.m2mChanged().connect(Thing.class, "others", event -> log.add("others " + event.action()), uid("u"));
        factory.inTransaction(session -> {
            Thing thing = new Thing(1);
            session.persist(thing);
            thing.others.add(thing);
        });

        assertThat(log).containsExactly("all pre_add", "others pre_add", "all post_add", "others post_add");
        assertThat(signals.m2mChanged().disconnect("Thing", "u")).isTrue();
        assertThat(signals.m2mChanged().signal().connections()).hasSize(1);
    }

    @Test
    void whatReadsKeysBesidesIsDisconnectedLikeAnyOther() {
        build();
        FactorySignals signals = ModelSignals.of(factory);
        signals.m2mChanged().connect(Thing.class, event -> {}, uid("u"), loadingKeys());
        signals.m2mChanged().connect(event -> {}, uid("u"), loadingKeys());

        assertThat(signals.m2mChanged().disconnect(Thing.class, "u")).isTrue();
        assertThat(signals.m2mChanged().disconnect("u")).isTrue();
    }

    @Test
    void aNameStillHasNoSubtypes() {
        assertThatThrownBy(() -> ofFactory().connect("Thing", logging("never"), includingSubtypes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("a name stands for one entity, without its subtypes; drop includingSubtypes(), or"
                        + " connect for the class");
        assertThat(ofFactory().signal().connections()).isEmpty();
    }

    static class TwoWays {
        final List<String> calls = new ArrayList<>();

        @Receiver(uid = "u")
        void first(PostSave<Thing> event) {
            calls.add("first");
        }

        @Receiver(uid = "u", entity = "Thing")
        void second(PostSave<?> event) {
            calls.add("second");
        }
    }

    @Test
    void soItIsForReceiverMethods() {
        build();
        TwoWays receivers = new TwoWays();
        ModelSignals.of(factory).register(receivers);
        calledForAThing();

        assertThat(receivers.calls).containsExactly("first");
    }
}
