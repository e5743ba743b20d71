package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.InstanceStatus;
import dev.signals.hibernate.event.PendingChanges;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has been set on an instance and is not written yet, asked outside of events. */
@OnEveryDatabase
class PendingChangesIT {

    @Entity(name = "Form")
    static class Form {
        @Id
        @GeneratedValue
        Long id;

        String title = "t";
        String note;
        Address address = new Address();

        @ManyToOne(fetch = FetchType.LAZY)
        Form parent;

        @OneToMany(mappedBy = "parent")
        List<Form> children = new ArrayList<>();

        @Version
        int version;
    }

    @Embeddable
    static class Address {
        String city = "Rome";
        String street;

        @Override
        public boolean equals(Object other) {
            return other instanceof Address address
                    && Objects.equals(address.city, city)
                    && Objects.equals(address.street, street);
        }

        @Override
        public int hashCode() {
            return Objects.hash(city, street);
        }
    }

    @Entity(name = "Code")
    static class Code {
        @Id
        String code;

        String text;
    }

    @Entity(name = "Stamp")
    @Immutable
    static class Stamp {
        @Id
        @GeneratedValue
        Long id;

        String text = "s";
    }

    private final TestFactory factory;
    private final Form form;

    PendingChangesIT(Database database) {
        factory = TestFactory.of(database, Form.class, Code.class, Stamp.class);
        form = factory.saved(new Form());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private PendingChanges changes(SharedSessionContract session, Object instance) {
        factory.statements().clear();
        PendingChanges changes = factory.signals().changes(session, instance);
        assertThat(factory.statements().all()).isEmpty();
        return changes;
    }

    private static void assertNothing(PendingChanges changes, InstanceStatus status) {
        assertThat(changes.status()).isEqualTo(status);
        assertThat(changes.isKnown()).isTrue();
        assertThat(changes.isEmpty()).isTrue();
        assertThat(changes).isEmpty();
    }

    private static void assertUnknown(PendingChanges changes, InstanceStatus status) {
        assertThat(changes.status()).isEqualTo(status);
        assertThat(changes.isKnown()).isFalse();
        assertThat(changes.isEmpty()).isTrue();
    }

    @Test
    void theChangesOfAManagedInstanceAreWhatTheNextFlushWrites() {
        Form parent = factory.saved(new Form());
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Form managed = session.find(Form.class, form.id);
            assertNothing(changes(session, managed), InstanceStatus.MANAGED);
            managed.title = "u";
            managed.address.street = "Via";
            managed.parent = session.getReference(Form.class, parent.id);

            PendingChanges changes = changes(session, managed);

            assertThat(changes.status()).isEqualTo(InstanceStatus.MANAGED);
            assertThat(changes.attributes()).containsExactlyInAnyOrder("title", "address.street", "parent");
            assertThat(changes.contains("address")).isTrue();
            assertThat(changes.contains("note")).isFalse();
            Change title = Objects.requireNonNull(changes.get("title"));
            assertThat(title.oldValue()).isEqualTo("t");
            assertThat(title.newValue()).isEqualTo("u");
            assertThat(Objects.requireNonNull(changes.get("parent")).newValue()).isEqualTo(parent.id);
            assertThat(changes).asString().startsWith("MANAGED [").contains("title: t -> u");
            assertThat(Hibernate.isInitialized(managed.parent)).isFalse();
            assertThat(Hibernate.isInitialized(managed.children)).isFalse();
            assertThat(log.lines()).isEmpty();

            session.flush();
            assertNothing(changes(session, managed), InstanceStatus.MANAGED);
            assertThat(changes.attributes()).hasSize(3);
        });

        assertThat(log.lines()).containsExactly("pre_save Form", "post_save Form");
    }

    @Test
    void aValueThatIsSetBackIsNoChange() {
        factory.inTransaction(session -> {
            Form managed = session.find(Form.class, form.id);
            managed.title = "u";
            assertThat(changes(session, managed).attributes()).containsExactly("title");
            managed.title = "t";
            assertNothing(changes(session, managed), InstanceStatus.MANAGED);
        });
    }

    @Test
    void anotherTransactionsWritesAndTheVersionAreNoChanges() {
        factory.inTransaction(session -> {
            Form managed = session.find(Form.class, form.id);
            factory.inTransaction(other -> other.find(Form.class, form.id).title = "other");
            assertNothing(changes(session, managed), InstanceStatus.MANAGED);
        });
    }

    @Test
    void aNewInstanceHasChangedFromNullWhetherPersistedOrNot() {
        factory.inTransaction(session -> {
            Form created = new Form();
            created.note = "n";
            PendingChanges before = changes(session, created);
            assertThat(before.status()).isEqualTo(InstanceStatus.NEW);
            assertThat(before.attributes()).containsExactlyInAnyOrder("title", "note", "address.city");
            assertThat(Objects.requireNonNull(before.get("note")).oldValue()).isNull();

            session.persist(created);
            created.note = "m";

            PendingChanges after = changes(session, created);
            assertThat(after.status()).isEqualTo(InstanceStatus.NEW);
            assertThat(Objects.requireNonNull(after.get("note")).newValue()).isEqualTo("m");
            session.flush();
            assertNothing(changes(session, created), InstanceStatus.MANAGED);
        });
    }

    @Test
    void aRemovedInstanceChangesToNull() {
        factory.inTransaction(session -> {
            Form managed = session.find(Form.class, form.id);
            session.remove(managed);

            PendingChanges changes = changes(session, managed);
            assertThat(changes.status()).isEqualTo(InstanceStatus.REMOVED);
            assertThat(changes.attributes()).containsExactlyInAnyOrder("title", "address.city");
            assertThat(Objects.requireNonNull(changes.get("title")).newValue()).isNull();

            session.flush();
            assertUnknown(changes(session, managed), InstanceStatus.DETACHED);
        });
    }

    @Test
    void theOldValuesOfADetachedInstanceAreNotKnown() {
        factory.inTransaction(session -> {
            form.title = "u";
            assertUnknown(changes(session, form), InstanceStatus.DETACHED);
            Form managed = session.find(Form.class, form.id);
            assertUnknown(changes(session, form), InstanceStatus.DETACHED);
            session.detach(managed);
            assertUnknown(changes(session, managed), InstanceStatus.DETACHED);
        });
    }

    @Test
    void anInstanceOfWhichOnlyAQueryCouldTellCountsAsDetached() {
        factory.inTransaction(session -> {
            Code code = new Code();
            code.code = "x";
            assertUnknown(changes(session, code), InstanceStatus.DETACHED);
            session.persist(code);
            assertThat(changes(session, code).status()).isEqualTo(InstanceStatus.NEW);
        });
    }

    @Test
    void aReadOnlyInstanceHasNoChanges() {
        Stamp stamp = factory.saved(new Stamp());

        factory.inTransaction(session -> {
            Form managed = session.find(Form.class, form.id);
            session.setReadOnly(managed, true);
            managed.title = "u";
            assertNothing(changes(session, managed), InstanceStatus.READ_ONLY);

            Stamp immutable = session.find(Stamp.class, stamp.id);
            immutable.text = "u";
            assertNothing(changes(session, immutable), InstanceStatus.READ_ONLY);
            assertThat(changes(session, new Stamp()).attributes()).containsExactly("text");
        });

        assertThat(factory.sql("select title from Form")).isEqualTo("t");
    }

    @Test
    void aReferenceIsNotLoaded() {
        factory.inTransaction(session -> {
            Form reference = session.getReference(Form.class, form.id);
            assertNothing(changes(session, reference), InstanceStatus.MANAGED);
            assertThat(Hibernate.isInitialized(reference)).isFalse();
            Hibernate.initialize(reference);
            assertNothing(changes(session, reference), InstanceStatus.MANAGED);
            ((Form) Hibernate.unproxy(reference)).title = "u";
            assertThat(changes(session, reference).attributes()).containsExactly("title");
        });
    }

    @Test
    void aReferenceOfAnotherSessionIsDetached() {
        Form reference = factory.fromTransaction(session -> session.getReference(Form.class, form.id));

        factory.inTransaction(session -> assertUnknown(changes(session, reference), InstanceStatus.DETACHED));
    }

    @Test
    void aStatelessSessionManagesNothing() {
        factory.sessionFactory().inStatelessTransaction(session -> {
            Form read = session.get(Form.class, form.id);
            read.title = "u";
            assertUnknown(changes(session, read), InstanceStatus.DETACHED);
            assertThat(changes(session, new Form()).status()).isEqualTo(InstanceStatus.NEW);
        });
    }

    @Test
    void receiversSeeWhatIsLeftToBeWritten() {
        List<String> seen = new ArrayList<>();
        factory.signals()
                .preSave()
                .connect(
                        Form.class,
                        event -> seen.add(
                                changes(event.session(), event.instance()).toString()));
        factory.signals()
                .postSave()
                .connect(
                        Form.class,
                        event -> seen.add(
                                changes(event.session(), event.instance()).toString()));

        factory.inTransaction(session -> session.find(Form.class, form.id).title = "u");

        assertThat(seen).containsExactly("MANAGED [title: t -> u]", "MANAGED []");
    }

    @Test
    void whatIsNoEntityIsRefused() {
        factory.inTransaction(session -> assertThatThrownBy(() -> changes(session, "text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String")
                .hasMessageContaining("test"));
    }

    @Test
    void aClosedSessionIsRefused() {
        Session closed = factory.sessionFactory().openSession();
        closed.close();

        assertThatThrownBy(() -> changes(closed, form)).isInstanceOf(IllegalStateException.class);
    }
}
