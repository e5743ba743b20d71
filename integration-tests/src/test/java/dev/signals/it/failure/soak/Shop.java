package dev.signals.it.failure.soak;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;

/** What is written. */
final class Shop {

    private Shop() {}

    /** At which moment the receivers refuse an item. */
    enum Refusal {
        PRE_SAVE,
        POST_SAVE,
        BEFORE_COMMIT,
        /** Too late. */
        AFTER_COMMIT
    }

    /** Its version counts its updates, as changes of its tags do not count. */
    @Entity(name = "Item")
    static class Item {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        @Column(unique = true)
        String name;

        int worker;
        int amount;

        /** Set by a receiver. */
        String label;

        @ManyToMany
        @JoinTable(name = "Tagged")
        @org.hibernate.annotations.OptimisticLock(excluded = true)
        Set<Tag> tags = new HashSet<>();

        @Transient
        Refusal refusal;

        Item() {}

        Item(int worker, String name) {
            this.worker = worker;
            this.name = name;
        }
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        Long id;

        Tag() {}

        Tag(long id) {
            this.id = id;
        }
    }

    /** Written by receivers. */
    @Entity(name = "Audit")
    static class Audit {
        @Id
        @GeneratedValue
        Long id;

        int worker;
        String text;

        Audit() {}

        Audit(int worker, String text) {
            this.worker = worker;
            this.text = text;
        }
    }
}
