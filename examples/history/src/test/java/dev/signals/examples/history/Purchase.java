package dev.signals.examples.history;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entity with an identifier of two parts, and with associations in embeddables. */
@Entity
class Purchase {

    @EmbeddedId
    Key key;

    @Embedded
    @Nullable
    Line gift;

    @ElementCollection
    List<Line> lines = new ArrayList<>();

    @ElementCollection
    Map<String, Integer> fees = new HashMap<>();

    @Embedded
    @Nullable
    Contact contact;

    protected Purchase() {}

    Purchase(int series, int number) {
        this.key = new Key(series, number);
    }

    @Embeddable
    record Key(int series, int number) {}

    @Embeddable
    static class Contact {

        String city = "";

        @ElementCollection
        Set<String> phones = new HashSet<>();
    }

    @Embeddable
    static class Line {

        @ManyToOne(fetch = FetchType.LAZY)
        Product product;

        int pieces;

        @NotRecorded
        @Nullable
        String note;

        protected Line() {}

        Line(Product product, int pieces) {
            this.product = product;
            this.pieces = pieces;
        }
    }
}
