package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.harmless.GeneratedNumbers.Draft;
import dev.signals.it.harmless.GeneratedNumbers.Stamp;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Code of the application that Hibernate calls in a flush for a value: it may change other entities. Those that Hibernate has not
 * compared yet are written, the others are left to the next flush.
 */
class GeneratorsAndSettersIT {

    private final SameWork same = SameWork.of(
            Database.H2,
            Map.of("jakarta.persistence.validation.mode", "callback"),
            Page.class,
            Leaf.class,
            Folder.class,
            Box.class,
            Draft.class,
            Stamp.class,
            Note.class,
            Checked.class);

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void aSetterThatGetsACollectionOfHibernateChangesItsElements() {
        compare("of an entity", session -> {
            Folder folder = session.find(Folder.class, 1L);
            folder.setPages(pages(session));
        });
        compare("of an entity, before a query", session -> {
            Folder folder = session.find(Folder.class, 1L);
            folder.setPages(pages(session));
            session.createSelectionQuery("from Folder", Folder.class).getResultList();
        });
        compare("of an embeddable", session -> {
            Box box = session.find(Box.class, 1L);
            box.content.setPages(pages(session));
        });
    }

    @Test
    void aGeneratorOfTheVersionChangesAnotherEntity() {
        compare("first of the session", session -> {
            session.find(Draft.class, 1L).text = "changed";
            session.find(Page.class, 1L);
        });
        compare("last of the session", session -> {
            session.find(Page.class, 1L);
            session.find(Draft.class, 1L).text = "changed";
        });
    }

    @Test
    void aGeneratorOfAnAttributeChangesAnotherEntity() {
        compare("insert", session -> session.persist(new Stamp(2, session.find(Page.class, 1L))));
        compare("update", session -> session.find(Stamp.class, 1L).text = "changed");
    }

    @Test
    void theSetterOfTheVersionChangesAnotherEntity() {
        compare("update", session -> session.find(Note.class, 1L).setText("changed"));
    }

    @Test
    void aValidatorChangesAnotherEntity() {
        compare("update", session -> session.find(Checked.class, 1L).amount = 7);
    }

    private static List<Page> pages(Session session) {
        List<Page> pages = new ArrayList<>();
        for (long id = 3; id > 0; id--) {
            pages.add(session.find(Page.class, id));
        }
        return pages;
    }

    /** Alone, and in a session with many entities, where the library looks at fewer of them. */
    private void compare(String name, Consumer<Session> work) {
        for (int crowd : new int[] {0, 40}) {
            same.compare(name + ", among " + crowd, factory -> {
                store(factory);
                factory.inTransaction(session -> {
                    for (int id = 1; id <= crowd; id++) {
                        session.find(Leaf.class, id);
                    }
                    work.accept(session);
                });
                return factory.fromTransaction(session -> List.of(
                        session.createQuery("select revision from Page order by id", Integer.class)
                                .list(),
                        session.createQuery("select version from Draft", Integer.class)
                                .list()));
            });
        }
    }

    private static void store(TestFactory factory) {
        factory.inTransaction(session -> {
            for (String table : List.of("Folder_Page", "Box_Page")) {
                session.createNativeMutationQuery("delete from " + table).executeUpdate();
            }
            for (String entity : List.of("Folder", "Box", "Draft", "Stamp", "Note", "Checked", "Page", "Leaf")) {
                session.createMutationQuery("delete from " + entity).executeUpdate();
            }
        });
        factory.inTransaction(session -> {
            for (int id = 1; id <= 3; id++) {
                session.persist(new Page(id));
            }
            for (int id = 1; id <= 40; id++) {
                session.persist(new Leaf(id));
            }
            Page first = session.find(Page.class, 1L);
            session.persist(new Folder());
            session.persist(new Box());
            session.persist(new Draft(first));
            session.persist(new Stamp(1, first));
            session.persist(new Note(first));
            session.persist(new Checked(first));
        });
    }

    private static void number(List<Page> pages) {
        if (Hibernate.isInitialized(pages)) {
            int number = 0;
            for (Page page : pages) {
                page.revision = ++number;
            }
        }
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        long id;

        int revision;

        Page() {}

        Page(long id) {
            this.id = id;
        }

        int next() {
            return ++revision;
        }
    }

    @Entity(name = "Leaf")
    static class Leaf {
        @Id
        long id;

        Leaf() {}

        Leaf(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Folder")
    @Access(AccessType.PROPERTY)
    static class Folder {
        private long id = 1;
        private List<Page> pages = new ArrayList<>();

        @Id
        long getId() {
            return id;
        }

        void setId(long id) {
            this.id = id;
        }

        @ManyToMany
        List<Page> getPages() {
            return pages;
        }

        void setPages(List<Page> pages) {
            this.pages = pages;
            if (pages.getClass() != ArrayList.class) {
                number(pages);
            }
        }
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        long id = 1;

        @Embedded
        Content content = new Content();
    }

    @Embeddable
    @Access(AccessType.PROPERTY)
    static class Content {
        private List<Page> pages = new ArrayList<>();
        private String label = "box";

        @ManyToMany
        List<Page> getPages() {
            return pages;
        }

        void setPages(List<Page> pages) {
            this.pages = pages;
            if (pages.getClass() != ArrayList.class) {
                number(pages);
            }
        }

        String getLabel() {
            return label;
        }

        void setLabel(String label) {
            this.label = label;
        }
    }

    @Entity(name = "Note")
    @Access(AccessType.PROPERTY)
    static class Note {
        private long id = 1;
        private String text = "text";
        private int version;
        private Page page;

        Note() {}

        Note(Page page) {
            this.page = page;
        }

        @Id
        long getId() {
            return id;
        }

        void setId(long id) {
            this.id = id;
        }

        String getText() {
            return text;
        }

        void setText(String text) {
            this.text = text;
        }

        @Version
        int getVersion() {
            return version;
        }

        void setVersion(int version) {
            if (page != null && version > this.version) {
                page.next();
            }
            this.version = version;
        }

        @ManyToOne
        Page getPage() {
            return page;
        }

        void setPage(Page page) {
            this.page = page;
        }
    }

    public static final class Amounts implements ConstraintValidator<CheckedAmount, Checked> {
        @Override
        public boolean isValid(Checked value, ConstraintValidatorContext context) {
            value.page.revision = value.amount;
            return true;
        }
    }

    @Constraint(validatedBy = Amounts.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface CheckedAmount {
        String message() default "wrong";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @CheckedAmount
    @Entity(name = "Checked")
    static class Checked {
        @Id
        long id = 1;

        int amount;

        @ManyToOne
        Page page;

        Checked() {}

        Checked(Page page) {
            this.page = page;
        }
    }
}
