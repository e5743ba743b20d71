package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.annotations.DynamicUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Where an update has to load an enhanced reference, it loads no lazy attributes. */
@EnabledIfSystemProperty(named = "signals.test.enhanced", matches = "true")
class QuietLazyAttributesIT {

    @Entity(name = "Book")
    @DynamicUpdate
    static class Book {
        @Id
        long id = 1;

        @Basic(fetch = FetchType.LAZY)
        String contents = "c";

        String name = "n";
        String title = "t";
    }

    @Entity(name = "Ledger")
    static class Ledger {
        @Id
        long id = 1;

        @Basic(fetch = FetchType.LAZY)
        String entries = "e";

        String name = "n";

        @Version
        int version;
    }

    record SheetId(long book, long number) implements Serializable {}

    /** All its attributes are lazy. */
    @Entity(name = "Sheet")
    @IdClass(SheetId.class)
    @DynamicUpdate
    static class Sheet {
        @Id
        long book = 1;

        @Id
        long number = 2;

        @Basic(fetch = FetchType.LAZY)
        String front = "f";

        @Basic(fetch = FetchType.LAZY)
        String back = "b";
    }

    private static final Set<String> LAZY = Set.of("contents", "entries", "back");

    private final TestFactory factory = TestFactory.of(Database.H2, Book.class, Ledger.class, Sheet.class);
    private Set<String> loaded = Set.of();

    QuietLazyAttributesIT() {
        factory.saved(new Book());
        factory.saved(new Ledger());
        factory.saved(new Sheet());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private <T> void update(Class<T> type, Object id, Consumer<T> before, Consumer<QuietUpdate<T>> update) {
        factory.inTransaction(session -> {
            T reference = session.getReference(type, id);
            before.accept(reference);
            factory.statements().clear();
            QuietUpdate<T> quiet = QuietUpdate.of(session, reference);
            update.accept(quiet);
            quiet.execute();
            assertThat(Hibernate.isInitialized(reference)).isTrue();
            loaded = new HashSet<>(LAZY);
            loaded.removeIf(attribute -> !Hibernate.isPropertyInitialized(reference, attribute));
        });
    }

    @Test
    void aReferenceWhoseAttributeIsSetIsLoadedWithoutLazyAttributes() {
        update(
                Book.class,
                1L,
                book -> {
                    book.name = "pending";
                    book.title = "pending";
                },
                quiet -> quiet.set("name", "quiet"));

        assertThat(factory.statements().all()).containsExactly("update book", "select book", "update book");
        assertThat(loaded).doesNotContain("contents");
        Book found = factory.fromTransaction(session -> session.find(Book.class, 1L));
        assertThat(found.name + ", " + found.title).isEqualTo("quiet, pending");
    }

    @Test
    void soIsAReferenceWhoseVersionIsChecked() {
        update(
                Ledger.class,
                1L,
                ledger -> {},
                quiet -> quiet.set("name", "quiet").withVersionCheck());

        assertThat(factory.statements().all()).containsExactly("select ledger", "update ledger");
        assertThat(loaded).doesNotContain("entries");
    }

    @Test
    void soIsAReferenceWithoutOtherAttributes() {
        update(Sheet.class, new SheetId(1, 2), sheet -> sheet.front = "pending", quiet -> quiet.set("front", "quiet"));

        assertThat(factory.statements().all()).containsExactly("update sheet", "select sheet");
        assertThat(loaded).doesNotContain("back");
        assertThat(factory.<String>fromTransaction(session -> session.find(Sheet.class, new SheetId(1, 2)).front))
                .isEqualTo("quiet");
    }
}
