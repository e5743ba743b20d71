package dev.signals.examples.shop;

import static dev.signals.test.SignalAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.test.RunAfterCommit;
import dev.signals.test.SignalRecorder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.transaction.AfterTransaction;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A slice of the shop: entities and repositories, and what the receivers need besides. */
@DataJpaTest
class OrderSliceTest {

    @Nested
    @Import({PriceList.class, Mailer.class, MailReceivers.class, Journal.class})
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
            assertThat(mailer.sent()).noneMatch(mail -> mail.text().startsWith("Your " + order + " "));
        }
    }

    @Nested
    @RunAfterCommit
    @Import({PriceList.class, Mailer.class, MailReceivers.class, Journal.class})
    class WithACommitOnDemand {

        private final OrderRepository orders;
        private final Mailer mailer;

        @Autowired
        WithACommitOnDemand(OrderRepository orders, Mailer mailer) {
            this.orders = orders;
            this.mailer = mailer;
        }

        @Test
        void theMailIsSentAndTheOrderRolledBackAllTheSame(SignalRecorder recorder) {
            Order order = new Order("ada@example.org");
            order.put("tea", 2);
            orders.save(order);

            recorder.runAfterCommit();

            assertThat(mailer.sent())
                    .filteredOn(mail -> mail.text().startsWith("Your " + order + " of "))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.to()).isEqualTo("ada@example.org"));
            assertThat(recorder).created(Order.class, 1);
        }

        @AfterTransaction
        void nothingIsCommitted(@Autowired OrderRepository orders) {
            assertThat(orders.count()).isZero();
        }
    }

    /** The transactions are real here, as those of an application are. */
    @Nested
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    @Import({PriceList.class, Mailer.class, MailReceivers.class, Journal.class})
    class WithRealCommits {

        private final OrderRepository orders;
        private final DeliveryRepository deliveries;
        private final EntityManager entityManager;
        private final FactorySignals signals;
        private final List<Throwable> failures = new ArrayList<>();

        @Autowired
        WithRealCommits(
                OrderRepository orders,
                DeliveryRepository deliveries,
                EntityManager entityManager,
                EntityManagerFactory factory) {
            this.orders = orders;
            this.deliveries = deliveries;
            this.entityManager = entityManager;
            this.signals = ModelSignals.of(factory);
        }

        @AfterEach
        void cleanUp() {
            deliveries.deleteAll();
            orders.deleteAll();
        }

        /** Saves an order that the receiver is called for after the commit. */
        private void saveWith(Consumer<Order> receiver) {
            signals.onFailure((connection, event, failure) -> failures.add(failure));
            Connection connection = signals.postSave()
                    .connect(
                            Order.class,
                            event -> {
                                if (event.instance().getEmail().equals("ada@example.org")) {
                                    receiver.accept(event.instance());
                                }
                            },
                            ModelSignals.afterCommit());
            try {
                orders.save(new Order("ada@example.org"));
            } finally {
                connection.close();
            }
        }

        private List<String> customers() {
            return orders.findAll().stream().map(Order::getEmail).toList();
        }

        @Test
        void whatAReceiverSavesWithARepositoryIsCommitted() {
            saveWith(order -> orders.save(new Order("bob@example.org")));

            assertThat(failures).isEmpty();
            assertThat(customers()).containsExactlyInAnyOrder("ada@example.org", "bob@example.org");
        }

        @Test
        void theInjectedEntityManagerAloneRefuses() {
            saveWith(order -> entityManager.persist(new Order("bob@example.org")));

            assertThat(failures)
                    .singleElement()
                    .satisfies(failure -> assertThat(failure)
                            .hasMessageContaining(
                                    "persist of " + Order.class.getName() + " is refused: the transaction has ended"));
            assertThat(customers()).containsExactly("ada@example.org");
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
