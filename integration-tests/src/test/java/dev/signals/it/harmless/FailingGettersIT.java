package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Getters that fail if the library reads an entity of its own accord, with an exception or an error, and never if Hibernate or
 * a receiver reads it. What the application does goes on as without signals.
 */
class FailingGettersIT {

    private static final Set<Listening> LISTENINGS = EnumSet.of(Listening.EVERYTHING);

    /** The attribute whose getter fails now. One thread. */
    private static Attribute failing;

    private final CapturedLog log = CapturedLog.of("dev.signals.hibernate.Looks");

    @AfterEach
    void close() {
        failing = null;
        log.close();
    }

    enum Attribute {
        ID(() -> new IllegalStateException("hostile")),
        VERSION(() -> new AssertionError("hostile")),
        NAME(() -> new StackOverflowError("hostile")),
        PART(() -> new NoClassDefFoundError("hostile")),
        TEXT_OF_PART(() -> new IllegalStateException("hostile")),
        PARENT(() -> new AssertionError("hostile")),
        CHILDREN(() -> new StackOverflowError("hostile")),
        WORDS(Unprintable::new);

        private final Supplier<Throwable> failure;

        Attribute(Supplier<Throwable> failure) {
            this.failure = failure;
        }
    }

    @Test
    void theOperationGoesOn() {
        try (SameWork same = SameWork.of(Database.H2, Branch.class)) {
            for (Attribute attribute : Attribute.values()) {
                compareAll(same, attribute);
            }
            same.assertAll();
        }
        assertThat(log.errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error).contains("signals failed while looking for", "report it"));
    }

    private static void compareAll(SameWork same, Attribute attribute) {
        compare(same, attribute, "changed", (session, branch) -> branch.setName("b"));
        compare(same, attribute, "grown", (session, branch) -> branch.grow("new"));
        compare(same, attribute, "pruned", (session, branch) -> branch.children.remove(0));
        compare(same, attribute, "written and queried", (session, branch) -> {
            branch.words.add("more");
            branch.part.text = "other";
            assertThat(session.createSelectionQuery("from Branch", Branch.class).getResultList())
                    .isNotEmpty();
        });
        compare(same, attribute, "removed", Session::remove);
        compare(same, attribute, "merged", (session, branch) -> {
            session.detach(branch);
            branch.name = "b";
            session.merge(branch);
        });
        compare(same, attribute, "merged with a new one", (session, branch) -> {
            session.detach(branch);
            branch.grow("new");
            session.merge(branch);
        });
        compare(same, attribute, "new ones merged", (session, branch) -> {
            Branch copy = new Branch("copy");
            copy.grow("of it");
            copy.words.add("more");
            session.merge(copy);
        });
        compare(same, attribute, "refreshed and locked", (session, branch) -> {
            branch.setName("b");
            session.refresh(branch);
            session.lock(branch, LockModeType.PESSIMISTIC_WRITE);
            branch.setName("c");
        });
    }

    private static void compare(SameWork same, Attribute attribute, String name, BiConsumer<Session, Branch> edit) {
        same.compare(attribute + ", " + name, LISTENINGS, factory -> {
            failing = attribute;
            try {
                return rows(factory, edit);
            } finally {
                failing = null;
            }
        });
    }

    private static List<?> rows(TestFactory factory, BiConsumer<Session, Branch> edit) {
        Branch root = new Branch("root");
        root.grow("left");
        root.grow("right");
        root.words.add("word");
        factory.inTransaction(session -> session.persist(root));
        factory.inTransaction(session -> edit.accept(session, session.find(Branch.class, root.id)));
        failing = null;
        List<?> rows = factory.fromTransaction(session -> session
                .createSelectionQuery(
                        "select b.name, b.version, b.part.text from Branch b order by b.id", Object[].class)
                .getResultList()
                .stream()
                .map(List::of)
                .toList());
        factory.inTransaction(session -> session.createSelectionQuery("from Branch", Branch.class)
                .getResultList()
                .forEach(session::remove));
        return rows;
    }

    private static void read(Attribute attribute) {
        if (failing == attribute && LibraryCalls.isOneNow()) {
            FailingGettersIT.<RuntimeException>throwIt(attribute.failure.get());
        }
    }

    @SuppressWarnings("unchecked") // not checked at run time, which is what it is for
    private static <T extends Throwable> void throwIt(Throwable failure) throws T {
        throw (T) failure;
    }

    /** A failure without a text. */
    private static final class Unprintable extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }
    }

    @Embeddable
    @Access(AccessType.PROPERTY)
    static class Part {
        String text = "part";

        public String getText() {
            read(Attribute.TEXT_OF_PART);
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }
    }

    @Entity(name = "Branch")
    @Access(AccessType.PROPERTY)
    static class Branch {
        private Long id;
        private int version;
        private String name;
        private Part part = new Part();
        private Branch parent;
        private List<Branch> children = new ArrayList<>();
        private List<String> words = new ArrayList<>();

        Branch() {}

        Branch(String name) {
            this.name = name;
        }

        void grow(String child) {
            Branch branch = new Branch(child);
            branch.parent = this;
            children.add(branch);
        }

        @Id
        @GeneratedValue
        public Long getId() {
            read(Attribute.ID);
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        @Version
        public int getVersion() {
            read(Attribute.VERSION);
            return version;
        }

        public void setVersion(int version) {
            this.version = version;
        }

        public String getName() {
            read(Attribute.NAME);
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        @Embedded
        public Part getPart() {
            read(Attribute.PART);
            return part;
        }

        public void setPart(Part part) {
            this.part = part;
        }

        @ManyToOne
        public Branch getParent() {
            read(Attribute.PARENT);
            return parent;
        }

        public void setParent(Branch parent) {
            this.parent = parent;
        }

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
        public List<Branch> getChildren() {
            read(Attribute.CHILDREN);
            return children;
        }

        public void setChildren(List<Branch> children) {
            this.children = children;
        }

        @ElementCollection
        public List<String> getWords() {
            read(Attribute.WORDS);
            return words;
        }

        public void setWords(List<String> words) {
            this.words = words;
        }
    }
}
