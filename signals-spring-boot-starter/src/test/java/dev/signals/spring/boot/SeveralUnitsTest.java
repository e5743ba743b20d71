package dev.signals.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

class SeveralUnitsTest {

    @Configuration(proxyBeanMethods = false)
    static class Units {

        @Bean
        LocalContainerEntityManagerFactoryBean articles() {
            return unit("articles", Article.class);
        }

        @Bean
        LocalContainerEntityManagerFactoryBean memos() {
            return unit("memos", Memo.class);
        }

        private static LocalContainerEntityManagerFactoryBean unit(String name, Class<?> entity) {
            LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
            unit.setPersistenceUnitName(name);
            unit.setDataSource(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
            unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            unit.setManagedTypes(PersistenceManagedTypes.of(entity.getName()));
            unit.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
            return unit;
        }
    }

    static class Both {

        private final Log log;

        Both(Log log) {
            this.log = log;
        }

        @Receiver
        void article(PostSave<Article> event) {
            log.add("article of " + event.using());
        }

        @Receiver
        void memo(PostSave<Memo> event) {
            log.add("memo of " + event.using());
        }

        @Receiver(entity = "Memo")
        void named(PostSave<?> event) {
            log.add("named in " + event.using());
        }

        @Receiver
        void any(PostSave<?> event) {
            log.add("any of " + event.using());
        }
    }

    private static void persist(ApplicationContext context, String unit, Object entity) {
        context.getBean(unit, EntityManagerFactory.class)
                .unwrap(SessionFactory.class)
                .inTransaction(session -> session.persist(entity));
    }

    @Test
    void eachUnitCallsTheMethodsAboutItsEntities() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
                .withUserConfiguration(Units.class)
                .withBean(Log.class)
                .withBean(Both.class)
                .run(context -> {
                    persist(context, "articles", new Article());
                    persist(context, "memos", new Memo());

                    assertThat(context.getBean(Log.class).lines())
                            .containsExactly(
                                    "any of articles",
                                    "article of articles",
                                    "any of memos",
                                    "memo of memos",
                                    "named in memos");
                    assertThat(context).doesNotHaveBean(FactorySignals.class);
                    assertThat(ModelSignals.of(context.getBean("memos", EntityManagerFactory.class))
                                    .describe()
                                    .rows())
                            .hasSize(3);
                });
    }
}
