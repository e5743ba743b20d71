package dev.signals.it.pitfall;

import dev.signals.it.database.Database;
import dev.signals.it.pitfall.Entries.Code;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;

/** Parents and children with every kind of identifier. */
final class Families {

    private Families() {}

    static Trial parentOfThree(Database database) {
        return Trial.of(database, SequenceParent.class, SequenceChild.class, Code.class)
                .given(session -> {
                    session.persist(new SequenceParent().with("a", "b", "c"));
                    session.persist(new Code("c"));
                });
    }

    static long count(Session session, Class<?> entity) {
        return session.createSelectionQuery("select count(*) from " + entity.getSimpleName(), Long.class)
                .getSingleResult();
    }

    @Entity(name = "SequenceParent")
    static class SequenceParent {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
        List<SequenceChild> children = new ArrayList<>();

        SequenceParent with(String... texts) {
            for (String text : texts) {
                SequenceChild child = new SequenceChild();
                child.parent = this;
                child.text = text;
                children.add(child);
            }
            return this;
        }
    }

    @Entity(name = "SequenceChild")
    static class SequenceChild {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        String text;

        @ManyToOne
        SequenceParent parent;
    }

    @Entity(name = "IdentityParent")
    static class IdentityParent {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
        List<IdentityChild> children = new ArrayList<>();

        IdentityParent with(String... texts) {
            for (String text : texts) {
                IdentityChild child = new IdentityChild();
                child.parent = this;
                child.text = text;
                children.add(child);
            }
            return this;
        }
    }

    @Entity(name = "IdentityChild")
    static class IdentityChild {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text;

        @ManyToOne
        IdentityParent parent;
    }
}
