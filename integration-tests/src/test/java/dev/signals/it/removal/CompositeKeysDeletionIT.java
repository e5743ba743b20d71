package dev.signals.it.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ProtectedReferencesException;
import dev.signals.hibernate.SignalDelete;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletions by query of entities whose identifier has several attributes, to which rows refer. */
@OnEveryDatabase
class CompositeKeysDeletionIT {

    private final TestFactory factory;
    private final List<Object> deleted = new ArrayList<>();

    CompositeKeysDeletionIT(Database database) {
        factory = TestFactory.of(database, Bay.class, Crate.class, Label.class, Plan.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    static class BayKey {
        int aisle;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof BayKey key && key.aisle == aisle && key.number == number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(aisle, number);
        }
    }

    @Embeddable
    static class Way {
        @ManyToOne(fetch = FetchType.LAZY)
        Bay next;
    }

    @Entity(name = "Bay")
    @IdClass(BayKey.class)
    static class Bay {
        @Id
        int aisle;

        @Id
        int number;

        /** Null in most rows. */
        @Embedded
        Way way;
    }

    @Embeddable
    record CrateKey(int shelf, int number) {}

    @Entity(name = "Crate")
    static class Crate {
        @EmbeddedId
        CrateKey id;

        @ManyToOne(fetch = FetchType.LAZY)
        Bay bay;
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        Crate crate;
    }

    @Entity(name = "Plan")
    static class Plan {
        @Id
        int id;

        @ManyToMany
        List<Bay> bays = new ArrayList<>();
    }

    private static Bay bay(int number) {
        Bay bay = new Bay();
        bay.aisle = 1;
        bay.number = number;
        return bay;
    }

    private void save(Object... entities) {
        factory.inTransaction(session -> List.of(entities).forEach(session::persist));
    }

    private void listen(boolean heard) {
        if (heard) {
            factory.signals().preDelete().connect(event -> deleted.add(event.instance()));
        }
    }

    private int delete(Class<?> type, String condition) {
        return factory.fromTransaction(session -> delete(session, type, condition));
    }

    private static int delete(SharedSessionContract session, Class<?> type, String condition) {
        return SignalDelete.of(session, type).where(condition).inChunksOf(2).execute();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatNothingRefersToIsDeleted(boolean heard) {
        listen(heard);
        save(bay(1), bay(2), bay(3), bay(4));

        assertThat(delete(Bay.class, "number > 1")).isEqualTo(3);

        assertThat(factory.count("Bay")).isEqualTo(1);
        assertThat(deleted).hasSize(heard ? 3 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rowsThatReferByAForeignKeyProtect(boolean heard) {
        listen(heard);
        Bay bay = bay(1);
        Crate crate = new Crate();
        crate.id = new CrateKey(1, 1);
        crate.bay = bay;
        Label label = new Label();
        label.crate = crate;
        save(bay, bay(2), crate, label);

        assertThatThrownBy(() -> delete(Bay.class, "aisle = 1"))
                .isInstanceOf(ProtectedReferencesException.class)
                .hasMessageContaining("1 reference")
                .hasMessageContaining("Crate.bay");
        assertThatThrownBy(() -> delete(Crate.class, "id.shelf = 1"))
                .isInstanceOf(ProtectedReferencesException.class)
                .hasMessageContaining("Label.crate");

        assertThat(factory.count("Bay")).isEqualTo(2);
        assertThat(deleted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rowsOfAJoinTableProtect(boolean heard) {
        listen(heard);
        Bay bay = bay(1);
        Plan plan = new Plan();
        plan.bays.add(bay);
        save(bay, bay(2), plan);

        assertThatThrownBy(() -> delete(Bay.class, "aisle = 1")).isInstanceOf(ProtectedReferencesException.class);

        assertThat(delete(Bay.class, "number = 2")).isEqualTo(1);
        assertThat(deleted).hasSize(heard ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rowsThatReferToEachOtherThroughAnEmbeddableAreDeletedTogether(boolean heard) {
        listen(heard);
        Bay[] bays = {bay(1), bay(2), bay(3), bay(4), bay(5)};
        for (int i = 1; i < 4; i++) {
            bays[i].way = new Way();
            bays[i].way.next = bays[i - 1];
        }
        bays[0].way = new Way();
        save((Object[]) bays);

        assertThatThrownBy(() -> delete(Bay.class, "number = 2"))
                .isInstanceOf(ProtectedReferencesException.class)
                .hasMessageContaining("Bay.way.next");
        assertThat(delete(Bay.class, "number < 6")).isEqualTo(5);

        assertThat(factory.count("Bay")).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStatelessSessionFindsTheReferencesToo(boolean heard) {
        listen(heard);
        Bay bay = bay(1);
        Plan plan = new Plan();
        plan.bays.add(bay);
        save(bay, bay(2), plan);

        factory.sessionFactory().inStatelessTransaction(session -> {
            assertThatThrownBy(() -> delete(session, Bay.class, "aisle = 1"))
                    .isInstanceOf(ProtectedReferencesException.class);
            assertThat(delete(session, Bay.class, "number = 2")).isEqualTo(1);
        });

        assertThat(deleted).hasSize(heard ? 1 : 0);
    }
}
