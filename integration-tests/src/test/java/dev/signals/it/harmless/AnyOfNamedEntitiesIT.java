package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.CollectionDifference;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** References to any entity, where the class of the entity does not say its name, or where the object is no entity at all. */
class AnyOfNamedEntitiesIT {

    private static final String MAPPING = """
            <?xml version="1.0"?>
            <hibernate-mapping xmlns="http://www.hibernate.org/xsd/orm/hbm">
              <class entity-name="Moon" table="moons">
                <id name="id" type="long"><generator class="assigned"/></id>
                <property name="name" type="string"/>
                <any name="one" id-type="long" meta-type="string">%1$s</any>
                <bag name="many" table="moons_many">
                  <key column="moon"/>
                  <many-to-any id-type="long" meta-type="string">%1$s</many-to-any>
                </bag>
              </class>
              <class name="%2$s" entity-name="Rock" table="rocks">
                <id name="id" type="long"><generator class="assigned"/></id>
                <property name="name" type="string"/>
                <dynamic-component name="traits">
                  <property name="color" type="string"/>
                  <any name="near" id-type="long" meta-type="string">%3$s</any>
                </dynamic-component>
              </class>
            </hibernate-mapping>
            """.formatted(targets("target"), Rock.class.getName(), targets("near"));

    private final SameWork same = SameWork.ofXml(Database.H2, Map.of(SignalSettings.STRICT, "true"), MAPPING);

    private final List<@Nullable Object> heard = new ArrayList<>();

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void anEntityWithoutAClassInAnAttribute() {
        compare("set", session -> moon(session, 1).put("one", moon(session, 2)));
        compare("set and taken out", session -> {
            moon(session, 1).put("one", moon(session, 2));
            session.flush();
            moon(session, 1).put("one", null);
        });
        compare("removed with it", session -> {
            moon(session, 1).put("one", moon(session, 2));
            session.flush();
            session.remove(moon(session, 1));
        });
    }

    @Test
    void aClassWithANameOfItsOwnInAnAttribute() {
        compare("set", session -> moon(session, 1).put("one", rock(session)));
        compare("by a proxy", session -> moon(session, 1).put("one", session.getReference("Rock", 2L)));
        compare("in place of another", session -> {
            moon(session, 1).put("one", moon(session, 2));
            session.flush();
            moon(session, 1).put("one", rock(session));
        });
    }

    @Test
    void anEntityWithoutAClassInAnEmbeddable() {
        compare("set", session -> {
            rock(session).getTraits().put("color", "red");
            rock(session).getTraits().put("near", moon(session, 2));
        });
    }

    @Test
    void theElementsOfACollection() {
        compare("added", session -> {
            many(session).add(moon(session, 2));
            many(session).add(rock(session));
        });
        compare("added and removed", session -> {
            many(session).add(moon(session, 2));
            many(session).add(rock(session));
            session.flush();
            many(session).remove(0);
        });
    }

    @Test
    void whatIsNoEntityIsRefusedByHibernate() {
        compare("in an attribute", session -> moon(session, 1).put("one", new StringBuilder("none")));
        compare("in a collection", session -> many(session).add(new StringBuilder("none")));
    }

    @Test
    void receiversGetTheNameOfTheEntity() {
        try (TestFactory factory = TestFactory.ofXml(Database.H2, Map.of(), MAPPING)) {
            factory.inTransaction(AnyOfNamedEntitiesIT::fill);
            factory.signals().postSave().connect("Moon", event -> {
                heard.add(event.state().get("one"));
                heard.add(Objects.requireNonNull(event.changes().get("one")).newValue());
            });
            factory.signals()
                    .changed()
                    .connect(
                            "Moon",
                            event -> event.collections().values().stream()
                                    .map(CollectionDifference::added)
                                    .forEach(heard::addAll),
                            ModelSignals.includingCollections());
            factory.inTransaction(session -> moon(session, 1).put("one", moon(session, 2)));
            factory.inTransaction(session -> moon(session, 1).put("one", rock(session)));
            factory.inTransaction(session -> many(session).addAll(List.of(moon(session, 2), rock(session))));
        }

        Map.Entry<String, Long> moon = Map.entry("Moon", 2L);
        Map.Entry<String, Long> rock = Map.entry("Rock", 2L);
        assertThat(heard).containsExactly(moon, moon, rock, rock, moon, rock);
    }

    private static String targets(String column) {
        return """
            <meta-value value="M" class="Moon"/><meta-value value="R" class="Rock"/>
            <column name="%1$s_type"/><column name="%1$s_id"/>""".formatted(column);
    }

    private void compare(String name, Consumer<Session> work) {
        same.compare(name, factory -> {
            factory.inTransaction(AnyOfNamedEntitiesIT::fill);
            int[] flushes = {0};
            String failure = "";
            try {
                factory.inTransaction(session -> {
                    session.addEventListeners(new SessionEventListener() {
                        @Override
                        public void flushStart() {
                            flushes[0]++;
                        }
                    });
                    work.accept(session);
                });
            } catch (RuntimeException e) {
                failure = e + " " + e.getCause();
            }
            factory.inTransaction(AnyOfNamedEntitiesIT::empty);
            return flushes[0] + " flushes " + failure;
        });
    }

    private static void fill(Session session) {
        session.persist("Moon", newMoon(1));
        session.persist("Moon", newMoon(2));
        Rock rock = new Rock();
        rock.setId(2);
        session.persist("Rock", rock);
    }

    private static void empty(Session session) {
        for (String table : List.of("moons_many", "moons", "rocks")) {
            session.createNativeMutationQuery("delete from " + table).executeUpdate();
        }
    }

    private static Map<String, @Nullable Object> newMoon(long id) {
        Map<String, @Nullable Object> moon = new HashMap<>();
        moon.put("$type$", "Moon");
        moon.put("id", id);
        return moon;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> moon(Session session, long id) {
        return (Map<String, @Nullable Object>) find(session, "Moon", id);
    }

    private static Rock rock(Session session) {
        return (Rock) find(session, "Rock", 2);
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private static List<Object> many(Session session) {
        return (List<Object>) moon(session, 1).get("many");
    }

    private static Object find(Session session, String entityName, long id) {
        return session.createSelectionQuery("from " + entityName + " where id = " + id, Object.class)
                .getSingleResult();
    }

    /** An entity whose name is not that of its class. */
    public static class Rock {
        private long id;
        private String name = "";
        private Map<String, Object> traits = new HashMap<>();

        public long getId() {
            return id;
        }

        public void setId(long id) {
            this.id = id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public Map<String, Object> getTraits() {
            return traits;
        }

        public void setTraits(Map<String, Object> traits) {
            this.traits = traits;
        }
    }
}
