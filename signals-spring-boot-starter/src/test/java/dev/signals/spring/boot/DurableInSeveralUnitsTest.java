package dev.signals.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostSave;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** Persistence units of which each has its outbox, and none has a name. */
class DurableInSeveralUnitsTest {

    @Configuration(proxyBeanMethods = false)
    static class Units {

        @Bean
        LocalContainerEntityManagerFactoryBean articles() {
            return unit("create", Article.class);
        }

        @Bean
        LocalContainerEntityManagerFactoryBean memos() {
            return unit("create", Memo.class);
        }
    }

    /** The second has no tables of the outbox. */
    @Configuration(proxyBeanMethods = false)
    static class OneWithoutTables {

        @Bean
        LocalContainerEntityManagerFactoryBean articles() {
            return unit("create", Article.class);
        }

        @Bean
        LocalContainerEntityManagerFactoryBean memos() {
            return unit("none", Memo.class);
        }
    }

    private static LocalContainerEntityManagerFactoryBean unit(String tables, Class<?> entity) {
        LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
        unit.setDataSource(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
        unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        unit.setManagedTypes(PersistenceManagedTypes.of(entity.getName()));
        unit.setJpaPropertyMap(new HashMap<>(Map.of("hibernate.hbm2ddl.auto", tables)));
        return unit;
    }

    static class ArticleMails {

        private final Log log;

        ArticleMails(Log log) {
            this.log = log;
        }

        @Receiver(durable = "article-mails")
        void send(Changed<Article> change) {
            log.add("mail about an article");
        }
    }

    static class MemoMails {

        private final Log log;

        MemoMails(Log log) {
            this.log = log;
        }

        @Receiver(durable = "memo-mails")
        void send(Changed<Memo> change) {
            log.add("mail about a memo");
        }

        @Receiver
        void saved(PostSave<Memo> event) {}
    }

    private static ApplicationContextRunner runner(Class<?> units) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SignalsAutoConfiguration.class,
                        SignalsOutboxAutoConfiguration.class,
                        SignalsEndpointAutoConfiguration.class,
                        OutboxHealthAutoConfiguration.class))
                .withPropertyValues(Application.PROPERTIES)
                .withUserConfiguration(units)
                .withBean(Log.class)
                .withBean(ArticleMails.class);
    }

    private static void persist(ApplicationContext context, String unit, Object entity) {
        context.getBean(unit, EntityManagerFactory.class)
                .unwrap(SessionFactory.class)
                .inTransaction(session -> session.persist(entity));
    }

    @Test
    void theCallsOfEachAreMade() {
        runner(Units.class).withBean(MemoMails.class).run(context -> {
            persist(context, "articles", new Article());
            persist(context, "memos", new Memo());

            await().until(() -> context.getBean(Log.class).lines().size() == 2);
            assertThat(context.getBean(Log.class).lines())
                    .containsExactlyInAnyOrder("mail about an article", "mail about a memo");
        });
    }

    @Test
    void actuatorShowsEachByTheNameOfItsBean() {
        runner(Units.class)
                .withBean(MemoMails.class)
                .withPropertyValues("signals.outbox.start=false")
                .run(context -> {
                    persist(context, "memos", new Memo());

                    Map<String, SignalsEndpoint.Unit> units =
                            context.getBean(SignalsEndpoint.class).signals().units();
                    assertThat(units).containsOnlyKeys("articles", "memos");
                    assertThat(units.get("articles").receivers()).hasSize(1);
                    assertThat(units.get("memos").receivers()).hasSize(2);
                    assertThat(units.get("articles").outbox().pending()).isEmpty();
                    assertThat(units.get("memos").outbox().pending())
                            .singleElement()
                            .extracting(OutboxState.Pending::receiver)
                            .isEqualTo("memo-mails");
                    assertThat(context.getBean("outboxHealthIndicator", HealthIndicator.class)
                                    .health()
                                    .getDetails())
                            .containsEntry("pending", 1L);
                });
    }

    @Test
    void aUnitWithoutDurableReceiversNeedsNoTables() {
        runner(OneWithoutTables.class).run(context -> {
            persist(context, "articles", new Article());

            await().until(() -> !context.getBean(Log.class).lines().isEmpty());
            assertThat(context.getBean(SignalsEndpoint.class)
                            .signals()
                            .units()
                            .get("memos")
                            .outbox())
                    .isNull();
        });
    }
}
