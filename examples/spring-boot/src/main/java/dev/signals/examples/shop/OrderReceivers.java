package dev.signals.examples.shop;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreDelete;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionPhase;
import java.math.BigDecimal;

/**
 * What an order entails. Hibernate asks Spring for the one instance when the first of the methods is called, so the
 * repository may need the entity manager factory that these methods are connected to.
 */
class OrderReceivers {

    private static final BigDecimal LIMIT = new BigDecimal("100");

    private final PriceList prices;
    private final DeliveryRepository deliveries;

    OrderReceivers(PriceList prices, DeliveryRepository deliveries) {
        this.prices = prices;
        this.deliveries = deliveries;
    }

    /** Before a line is inserted, as its price may not be NULL; the order it belongs to is saved along with it. */
    @Receiver
    private void price(PreSave<OrderLine> event) {
        OrderLine line = event.instance();
        if (event.isNew()) {
            line.setPrice(prices.priceOf(line.getArticle()));
        }
        line.getOrder().addUp();
    }

    @Receiver
    private void takeOff(PreDelete<OrderLine> event) {
        event.instance().getOrder().addUp();
    }

    @Receiver
    private void deliver(PostSave<Order> event) {
        if (event.created()) {
            deliveries.save(new Delivery(event.instance()));
        }
    }

    /** Before anything is deleted: the row of the delivery refers to that of the order. */
    @Receiver
    private void recall(PreDelete<Order> event) {
        deliveries.deleteByOrder(event.instance());
    }

    /** Looks at what the whole transaction has made of the order; the exception rolls all of it back. */
    @Receiver(phase = TransactionPhase.BEFORE_COMMIT)
    private void limit(PostSave<Order> event) {
        BigDecimal total = event.instance().getTotal();
        if (total.compareTo(LIMIT) > 0) {
            throw new RefusedException("the order costs " + total + ", which is more than " + LIMIT);
        }
    }
}
