package dev.signals.weaver.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Entities inside of other classes. */
public class Outer {

    @Entity(name = "Hidden")
    private static class Hidden {
        @Id
        private Long id;

        private Hidden(Long id) {
            this.id = id;
        }
    }

    @Entity(name = "Inner")
    public class Inner {
        @Id
        Long id;
    }

    public Object hidden() {
        return new Hidden(7L);
    }

    public Object inner() {
        return new Inner();
    }
}
