package dev.signals.examples.shop;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/** What is to be prepared. */
@Component
class Kitchen {

    private final Queue<String> orders = new ConcurrentLinkedQueue<>();

    void prepare(String order) {
        orders.add(order);
    }

    List<String> orders() {
        return List.copyOf(orders);
    }
}
