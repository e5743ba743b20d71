package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Hibernate keeps no snapshot of an immutable collection, and so cannot find the orphans of one: it fails. It has loaded no more when
 * it fails, and called nothing else, with receivers as without.
 */
@OnEveryDatabase
class ImmutableCollectionsIT {

    @Entity(name = "Plaque")
    static class Plaque {
        @Id
        Long id;

        String name;

        @OneToMany(cascade = CascadeType.PERSIST, orphanRemoval = true)
        @JoinColumn
        @Immutable
        List<Letter> engraved = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn
        List<Letter> painted = new ArrayList<>();
    }

    @Entity(name = "Letter")
    static class Letter {
        @Id
        Long id;
    }

    private final SameWork same;

    ImmutableCollectionsIT(Database database) {
        same = SameWork.of(database, Plaque.class, Letter.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void removingTheOwnerFailsWhereItFails() {
        compare((session, plaque) -> session.remove(plaque));
    }

    @Test
    void removingTheOwnerFailsWhereItFailsIfTheCollectionIsLoaded() {
        compare((session, plaque) -> {
            plaque.engraved.size();
            session.remove(plaque);
        });
    }

    @Test
    void aFlushFailsWhereItFailsIfTheCollectionIsLoaded() {
        compare((session, plaque) -> {
            plaque.engraved.size();
            plaque.painted.clear();
            plaque.name = "b";
        });
    }

    @Test
    void aNewOwnerIsRemovedAgain() {
        compare((session, plaque) -> {
            Plaque other = plaque(2);
            session.persist(other);
            session.remove(other);
        });
    }

    private void compare(BiConsumer<Session, Plaque> work) {
        same.eachFactory(factory -> factory.inTransaction(session -> session.persist(plaque(1))));
        same.compare("an immutable collection", factory -> {
            factory.inTransaction(session -> work.accept(session, session.find(Plaque.class, 1L)));
            return factory.count("Letter");
        });
    }

    private static Plaque plaque(long id) {
        Plaque plaque = new Plaque();
        plaque.id = id;
        plaque.engraved.add(letter(10 * id));
        plaque.painted.add(letter(10 * id + 1));
        return plaque;
    }

    private static Letter letter(long id) {
        Letter letter = new Letter();
        letter.id = id;
        return letter;
    }
}
