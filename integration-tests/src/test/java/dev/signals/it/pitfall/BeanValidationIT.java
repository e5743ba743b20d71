package dev.signals.it.pitfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pitfalls 7 and 27 with a real validator: it sees what receivers have set. */
@OnEveryDatabase
class BeanValidationIT {

    @Entity(name = "Account")
    static class Account {
        @Id
        @GeneratedValue
        Long id;

        @NotNull
        @Size(min = 2, max = 10)
        String slug;

        String name;

        Account() {}

        Account(String name) {
            this.name = name;
        }
    }

    private static ValidatorFactory validator;
    private final TestFactory factory;

    BeanValidationIT(Database database) {
        factory = TestFactory.of(
                database,
                Map.of(
                        "jakarta.persistence.validation.mode",
                        "callback",
                        "jakarta.persistence.validation.factory",
                        validator),
                Account.class);
    }

    /** Without the expression language that the default interpolator needs. */
    @BeforeAll
    static void openValidator() {
        validator = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory();
    }

    @AfterAll
    static void closeValidator() {
        validator.close();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void withoutAReceiverTheValidatorRefusesWhatIsMissing() {
        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Account("a"))))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(factory.count("Account")).isZero();
    }

    @Test
    void p27_whatPreSaveFillsInIsAcceptedByPersistMergeAndUpdate() {
        factory.signals().preSave().connect(Account.class, event -> event.instance().slug = event.instance().name);

        Account account = new Account("persisted");
        factory.inTransaction(session -> session.persist(account));
        factory.inTransaction(session -> session.merge(new Account("merged")));
        factory.inTransaction(session -> session.find(Account.class, account.id).name = "updated");

        assertThat(factory.count("Account where slug in ('merged', 'updated')")).isEqualTo(2);
    }

    @Test
    void p27_whatPreSaveSpoilsIsRefusedAndNothingIsWritten() {
        factory.signals().preSave().connect(Account.class, event -> event.instance().slug = "far too long for it");

        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Account("a"))))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(factory.count("Account")).isZero();
    }

    @Test
    void p27_aChangeThatPreSaveSpoilsIsRefusedAndTheRowStays() {
        Account account = new Account("a");
        account.slug = "fine";
        factory.inTransaction(session -> session.persist(account));
        factory.signals().preSave().connect(Account.class, event -> event.instance().slug = null);

        assertThatThrownBy(() -> factory.inTransaction(session -> session.find(Account.class, account.id).name = "b"))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(factory.sql("select slug from Account")).isEqualTo("fine");
    }

    @Test
    void p07_aNullThatPreSaveFillsInPassesWithAValidatorAsWithout() {
        factory.signals().preSave().connect(Account.class, event -> {
            if (event.isNew()) {
                event.instance().slug = "filled";
            }
        });

        factory.inTransaction(session -> session.persist(new Account("a")));

        assertThat(factory.sql("select slug from Account")).isEqualTo("filled");
    }

    @Test
    void p27_inAStatelessSessionToo() {
        factory.signals().preSave().connect(Account.class, event -> event.instance().slug = event.instance().name);

        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Account("inserted"));
            session.getTransaction().commit();
        }

        assertThat(factory.sql("select slug from Account")).isEqualTo("inserted");
    }
}
