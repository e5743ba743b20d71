package dev.signals.it.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Transient;
import java.util.ArrayList;
import java.util.List;

/** A parent and children, of which a child lets its parent do something before it is persisted. */
final class Family {

    private Family() {}

    @Entity(name = "Parent")
    static class Parent {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
        List<Child> children = new ArrayList<>();

        @Transient
        Runnable beforeChild = () -> {};
    }

    @Entity(name = "Child")
    static class Child {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Parent parent;

        @PrePersist
        void prePersist() {
            parent.beforeChild.run();
        }
    }
}
