package dev.signals.it.testing;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.ArrayList;
import java.util.List;

/** A few entities to record signals of. */
final class Shop {

    private Shop() {}

    @Entity(name = "Item")
    static class Item {
        @Id
        @GeneratedValue
        Long id;

        String name;
        String slug;
        int price;

        @ManyToMany
        List<Label> labels = new ArrayList<>();

        @ElementCollection
        List<String> notes = new ArrayList<>();

        Item() {}

        Item(String name, int price) {
            this.name = name;
            this.price = price;
        }
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        @GeneratedValue
        Long id;
    }
}
