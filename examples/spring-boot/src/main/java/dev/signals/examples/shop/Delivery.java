package dev.signals.examples.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/** An order on its way; {@link OrderReceivers} makes one for each order, which knows nothing of it. */
@Entity
class Delivery {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    @OneToOne(optional = false)
    private Order order;

    protected Delivery() {}

    Delivery(Order order) {
        this.order = order;
    }

    @Override
    public String toString() {
        return "delivery of " + order;
    }
}
