package dev.signals.examples.shop;

import org.springframework.data.repository.ListCrudRepository;

/** The deliveries. */
interface DeliveryRepository extends ListCrudRepository<Delivery, Long> {

    void deleteByOrder(Order order);
}
