package dev.signals.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import jakarta.annotation.PreDestroy;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** How Spring makes receivers: when, with what, and for how long. Those of this test are named by the setting. */
class InjectionTest {

    /** Needs beans that need the entity manager factory which it is connected to. */
    static class Needy {

        private final EntityManager entityManager;
        private final EntityManagerFactory factory;
        private final OrderRepository repository;
        private final OrderService service;
        private final Journal journal;

        Needy(
                EntityManager entityManager,
                EntityManagerFactory factory,
                OrderRepository repository,
                OrderService service,
                Journal journal) {
            this.entityManager = entityManager;
            this.factory = factory;
            this.repository = repository;
            this.service = service;
            this.journal = journal;
            journal.note("made");
        }

        @Receiver
        private void saved(PostSave<Order> event) {
            journal.note("managed " + entityManager.contains(event.instance())
                    + ", loaded " + factory.getPersistenceUnitUtil().isLoaded(event.instance())
                    + ", counted " + repository.count()
                    + ", shown " + service.all().size());
        }

        @PreDestroy
        private void close() {
            journal.note("destroyed");
        }
    }

    /** Gets a proxy around it. */
    static class Transacted {

        private final Journal journal;

        Transacted(Journal journal) {
            this.journal = journal;
        }

        @Receiver
        @Transactional(propagation = Propagation.REQUIRES_NEW)
        void saved(PostSave<Order> event) {
            journal.note("in " + TransactionSynchronizationManager.getCurrentTransactionName());
        }
    }

    /** Gets a proxy around it, too, which cannot hand on a private method. */
    static class TransactedInPrivate {

        private final Journal journal;

        TransactedInPrivate(Journal journal) {
            this.journal = journal;
        }

        @Receiver
        private void saving(PreSave<Order> event) {
            journal.note("never");
        }

        @Transactional
        void transacted() {}
    }

    /** Needs what is not there. */
    static class Forlorn {

        Forlorn(Runnable nobodysBean) {
            nobodysBean.run();
        }

        @Receiver
        void saving(PreSave<Order> event) {}
    }

    /** Saves an order while the context starts. */
    static class EarlyBird implements InitializingBean {

        private final OrderService orders;

        EarlyBird(OrderService orders) {
            this.orders = orders;
        }

        @Override
        public void afterPropertiesSet() {
            orders.place("early@example.org", Map.of("tea", 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.main.lazy-initialization=false",
                "spring.main.lazy-initialization=true",
                "spring.data.jpa.repositories.bootstrap-mode=lazy"
            })
    void aReceiverMayNeedWhatNeedsTheFactoryThatItIsConnectedTo(String setting) {
        try (ConfigurableApplicationContext shop = openWith(setting, Needy.class)) {
            assertThat(shop.getBean(Journal.class).notes()).isEmpty();

            place(shop);
            place(shop);

            assertThat(shop.getBean(Journal.class).notes())
                    .containsExactly(
                            "made",
                            "managed true, loaded true, counted 1, shown 1",
                            "managed true, loaded true, counted 2, shown 2");
        }
    }

    @Test
    void aReceiverIsDestroyedWithTheFactory() {
        Journal journal;
        try (ConfigurableApplicationContext shop = open(Needy.class)) {
            journal = shop.getBean(Journal.class);
            place(shop);
            assertThat(journal.notes()).doesNotContain("destroyed");
        }

        assertThat(journal.notes()).last().isEqualTo("destroyed");
    }

    @Test
    void aBeanOfTheSameClassIsTheReceiver() {
        try (ConfigurableApplicationContext shop = open(Needy.class, Needy.class)) {
            place(shop);

            assertThat(shop.getBean(Journal.class).notes())
                    .containsExactly("made", "managed true, loaded true, counted 1, shown 1");
        }
    }

    @Test
    void whatIsSavedWhileTheContextStartsIsHeard() {
        try (ConfigurableApplicationContext shop = open(Needy.class, EarlyBird.class)) {
            assertThat(shop.getBean(Journal.class).notes())
                    .containsExactly("made", "managed true, loaded true, counted 1, shown 1");
            assertThat(shop.getBean(Mailer.class).sent())
                    .extracting(Mailer.Mail::to)
                    .containsExactly("early@example.org");
        }
    }

    @Test
    void aReceiverIsCalledThroughItsProxy() {
        try (ConfigurableApplicationContext shop = open(Transacted.class)) {
            place(shop);

            assertThat(shop.getBean(Journal.class).notes())
                    .containsExactly("in " + Transacted.class.getName() + ".saved");
        }
    }

    @Test
    void aPrivateMethodThatAProxyCannotHandOnIsRefused() {
        try (ConfigurableApplicationContext shop = open(TransactedInPrivate.class)) {
            // Spring makes an exception of its own of it, as of every IllegalArgumentException of a repository
            assertThatThrownBy(() -> place(shop))
                    .isInstanceOf(InvalidDataAccessApiUsageException.class)
                    .hasMessageContaining("TransactedInPrivate.saving(PreSave<Order>): it is private, and ")
                    .hasMessageContaining(" is a proxy, which only passes on methods that it can override");
        }
    }

    @Test
    void whatIsMissingIsNamedAtTheFirstCall() {
        try (ConfigurableApplicationContext shop = open(Forlorn.class)) {
            assertThatThrownBy(() -> place(shop))
                    .isInstanceOf(UnsatisfiedDependencyException.class)
                    .hasMessageContaining(Forlorn.class.getName())
                    .hasMessageContaining("java.lang.Runnable");
        }
    }

    private static ConfigurableApplicationContext open(Class<?> receivers, Class<?>... beans) {
        return openWith("spring.main.lazy-initialization=false", receivers, beans);
    }

    private static ConfigurableApplicationContext openWith(String setting, Class<?> receivers, Class<?>... beans) {
        return new SpringApplicationBuilder(ShopApplication.class)
                .sources(beans)
                .web(WebApplicationType.NONE)
                .run("--spring.jpa.properties.signals.receivers=" + receivers.getName(), "--" + setting);
    }

    private static void place(ConfigurableApplicationContext shop) {
        shop.getBean(OrderService.class).place("ada@example.org", Map.of("tea", 1));
    }
}
