package dev.signals.examples.shop;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes, changes and cancels orders; knows nothing of prices, deliveries and mails. */
@Service
@Transactional
class OrderService {

    private final OrderRepository orders;

    OrderService(OrderRepository orders) {
        this.orders = orders;
    }

    /**
     * Takes an order.
     *
     * @param quantities how much of each article
     * @throws RefusedException if there is no such article
     */
    OrderView place(String email, Map<String, Integer> quantities) {
        Order order = new Order(email);
        quantities.forEach(order::put);
        return OrderView.of(orders.save(order));
    }

    /**
     * Orders so much of an article; nothing of it if the quantity is 0.
     *
     * @throws RefusedException if there is no such article
     * @throws NoSuchElementException if there is no such order
     */
    OrderView change(long id, String article, int quantity) {
        Order order = order(id);
        order.put(article, quantity);
        orders.flush(); // a change is announced when it is about to be written, not when it is made
        return OrderView.of(order);
    }

    /**
     * Forgets an order.
     *
     * @throws NoSuchElementException if there is no such order
     */
    void cancel(long id) {
        orders.delete(order(id));
    }

    @Transactional(readOnly = true)
    List<OrderView> all() {
        return orders.findAllByOrderById().stream().map(OrderView::of).toList();
    }

    private Order order(long id) {
        return orders.findById(id).orElseThrow(() -> new NoSuchElementException("there is no order " + id));
    }
}
