package dev.signals.examples.shop;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** An order as the shop shows it. */
record OrderView(long id, String email, List<String> lines, BigDecimal total) {

    static OrderView of(Order order) {
        return new OrderView(
                Objects.requireNonNull(order.getId()),
                order.getEmail(),
                order.getLines().stream().map(OrderLine::toString).toList(),
                order.getTotal());
    }
}
