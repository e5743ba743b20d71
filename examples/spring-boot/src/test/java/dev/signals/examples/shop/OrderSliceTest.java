package dev.signals.examples.shop;

import static dev.signals.test.SignalAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.test.SignalRecorder;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;

/** A slice of the shop: entities and repositories, and what the receivers need besides. */
@DataJpaTest
class OrderSliceTest {

    @Nested
    @Import({PriceList.class, Mailer.class, Journal.class})
    class WithWhatTheReceiversNeed {

        private final OrderRepository orders;
        private final DeliveryRepository deliveries;
        private final Mailer mailer;
        private final EntityManagerFactory factory;

        @Autowired
        WithWhatTheReceiversNeed(
                OrderRepository orders, DeliveryRepository deliveries, Mailer mailer, EntityManagerFactory factory) {
            this.orders = orders;
            this.deliveries = deliveries;
            this.mailer = mailer;
            this.factory = factory;
        }

        @Test
        void receiversDoTheirWorkUpToTheCommitThatNeverComes() {
            Order order = new Order("ada@example.org");
            order.put("tea", 2);
            try (SignalRecorder recorder = SignalRecorder.of(factory)) {
                orders.saveAndFlush(order);

                assertThat(order.getTotal()).isEqualByComparingTo("7.00");
                assertThat(deliveries.findAll()).extracting(Delivery::toString).containsExactly("delivery of " + order);
                assertThat(recorder).created(Order.class, 1).created(Delivery.class, 1);
            }
            assertThat(mailer.sent()).isEmpty();
        }
    }

    @Nested
    class WithoutIt {

        private final OrderRepository orders;

        @Autowired
        WithoutIt(OrderRepository orders) {
            this.orders = orders;
        }

        @Test
        void theFirstCallNamesWhatIsMissing() {
            Order order = new Order("ada@example.org");
            order.put("tea", 2);

            assertThatThrownBy(() -> orders.saveAndFlush(order))
                    .isInstanceOf(UnsatisfiedDependencyException.class)
                    .hasMessageContaining(OrderReceivers.class.getName())
                    .hasMessageContaining(PriceList.class.getName());
        }
    }
}
