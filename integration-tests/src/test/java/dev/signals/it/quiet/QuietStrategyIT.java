package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.Session;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entities that note their changes themselves, for a strategy of the application. The strategy can only drop all notes. */
class QuietStrategyIT {

    private interface Noting {
        Set<String> notes();
    }

    public static class Notes implements CustomEntityDirtinessStrategy {
        @Override
        public boolean canDirtyCheck(Object entity, EntityPersister persister, Session session) {
            return entity instanceof Noting;
        }

        @Override
        public boolean isDirty(Object entity, EntityPersister persister, Session session) {
            return !((Noting) entity).notes().isEmpty();
        }

        @Override
        public void resetDirty(Object entity, EntityPersister persister, Session session) {
            ((Noting) entity).notes().clear();
        }

        @Override
        public void findDirty(Object entity, EntityPersister persister, Session session, DirtyCheckContext context) {
            context.doDirtyChecking(attribute -> ((Noting) entity).notes().contains(attribute.getName()));
        }
    }

    /** Its setters are the application's only. */
    @Entity(name = "Pot")
    @DynamicUpdate
    static class Pot implements Noting {
        @Id
        long id = 1;

        String name = "n";
        String text = "t";

        @Transient
        private final Set<String> notes = new HashSet<>();

        @Override
        public Set<String> notes() {
            return notes;
        }

        void rename(String name) {
            this.name = name;
            notes.add("name");
        }

        void write(String text) {
            this.text = text;
            notes.add("text");
        }
    }

    /** Its setters are Hibernate's too. */
    @Entity(name = "Pan")
    @Access(AccessType.PROPERTY)
    @DynamicUpdate
    static class Pan implements Noting {
        private long id = 1;
        private String name = "n";
        private String text = "t";
        private final Set<String> notes = new HashSet<>();

        @Override
        public Set<String> notes() {
            return notes;
        }

        /** Forgets what Hibernate has set. */
        Pan loaded() {
            notes.clear();
            return this;
        }

        @Id
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
            notes.add("name");
        }

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
            notes.add("text");
        }
    }

    private final TestFactory factory = TestFactory.of(
            Database.H2, Map.of(AvailableSettings.CUSTOM_ENTITY_DIRTINESS_STRATEGY, new Notes()), Pot.class, Pan.class);

    QuietStrategyIT() {
        factory.saved(new Pot());
        factory.saved(new Pan());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private <T> List<String> written(Class<T> type, Consumer<T> before, Consumer<T> after) {
        factory.inTransaction(session -> {
            T instance = session.find(type, 1L);
            before.accept(instance);
            QuietUpdate.of(session, instance).set("name", "quiet").execute();
            factory.statements().clear();
            after.accept(instance);
        });
        return List.copyOf(factory.statements().all());
    }

    private String row(String entity) {
        return factory.fromTransaction(
                session -> session.createSelectionQuery("select name || ', ' || text from " + entity, String.class)
                        .getSingleResult());
    }

    @Test
    void aChangeOfAnotherAttributeStaysPending() {
        written(Pot.class, pot -> pot.write("later"), pot -> {});
        written(Pan.class, pan -> pan.setText("later"), pan -> {});

        assertThat(row("Pot")).isEqualTo("quiet, later");
        assertThat(row("Pan")).isEqualTo("quiet, later");
    }

    @Test
    void whatTheUpdateWroteIsNotWrittenAgain() {
        assertThat(written(Pot.class, pot -> {}, pot -> {})).isEmpty();
        assertThat(written(Pan.class, Pan::loaded, pan -> {})).isEmpty();
    }

    @Test
    void aPendingChangeOfTheWrittenAttributeIsDropped() {
        assertThat(written(Pot.class, pot -> pot.rename("pending"), pot -> {})).isEmpty();
        assertThat(written(Pan.class, pan -> pan.loaded().setName("pending"), pan -> {}))
                .isEmpty();
        assertThat(row("Pot")).isEqualTo("quiet, t");
    }

    @Test
    void aLaterChangeIsWritten() {
        written(Pot.class, pot -> {}, pot -> pot.rename("later"));

        assertThat(row("Pot")).isEqualTo("later, t");
    }
}
