package dev.signals.it.spring;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Note;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions inside transactions. */
@OnEveryDatabase
class PropagationIT {

    private final SpringApplication application;
    private final TransactionTemplate required;
    private final TransactionTemplate requiresNew;
    private final TransactionTemplate nested;
    private final List<String> log = new ArrayList<>();

    PropagationIT(Database database) {
        application = new SpringApplication(database);
        required = application.required();
        requiresNew = application.requiresNew();
        nested = application.nested();
    }

    @BeforeEach
    void connect() {
        application
                .signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> log.add(event.instance() + " committed " + application.committed()),
                        afterCommit());
        application
                .signals()
                .postSave()
                .connect(Note.class, event -> log.add(event.instance() + " rolled back"), afterRollback());
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void whatJoinsATransactionIsAnnouncedAtItsCommit() {
        required.executeWithoutResult(outer -> {
            application.save("outer");
            required.executeWithoutResult(inner -> application.save("inner"));
            log.add("-");
        });

        assertThat(log).containsExactly("-", "outer committed [inner, outer]", "inner committed [inner, outer]");
        assertThat(application.committed()).containsExactly("inner", "outer");
    }

    @Test
    void whatJoinsATransactionAndFailsRollsItBack() {
        assertThatThrownBy(() -> required.executeWithoutResult(outer -> {
                    application.save("outer");
                    required.executeWithoutResult(inner -> {
                        application.save("inner");
                        inner.setRollbackOnly();
                    });
                    log.add("-");
                }))
                .isInstanceOf(UnexpectedRollbackException.class);

        assertThat(log).containsExactly("-", "outer rolled back", "inner rolled back");
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void aTransactionOfItsOwnIsAnnouncedAtItsOwnCommit() {
        required.executeWithoutResult(outer -> {
            application.save("outer");
            requiresNew.executeWithoutResult(inner -> application.save("inner"));
            log.add("-");
            application.save("again");
        });

        assertThat(log)
                .containsExactly(
                        "inner committed [inner]",
                        "-",
                        "outer committed [again, inner, outer]",
                        "again committed [again, inner, outer]");
        assertThat(application.committed()).containsExactly("again", "inner", "outer");
    }

    @Test
    void anOuterRollbackLeavesATransactionOfItsOwnAlone() {
        required.executeWithoutResult(outer -> {
            application.save("outer");
            requiresNew.executeWithoutResult(inner -> application.save("inner"));
            outer.setRollbackOnly();
        });

        assertThat(log).containsExactly("inner committed [inner]", "outer rolled back");
        assertThat(application.committed()).containsExactly("inner");
    }

    @Test
    void anInnerRollbackLeavesTheOuterTransactionAlone() {
        required.executeWithoutResult(outer -> {
            application.save("outer");
            requiresNew.executeWithoutResult(inner -> {
                application.save("inner");
                inner.setRollbackOnly();
            });
            log.add("-");
        });

        assertThat(log).containsExactly("inner rolled back", "-", "outer committed [outer]");
        assertThat(application.committed()).containsExactly("outer");
    }

    @Test
    void hooksBelongToTheTransactionTheyWereHandedOverIn() {
        required.executeWithoutResult(outer -> {
            TransactionHooks.onCommit(application.session(), () -> log.add("hook of outer"));
            requiresNew.executeWithoutResult(
                    inner -> TransactionHooks.onCommit(application.session(), () -> log.add("hook of inner")));
            log.add("-");
        });

        assertThat(log).containsExactly("hook of inner", "-", "hook of outer");
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void nestedIsRefusedBySpringWithTheDialectItHasForHibernate() {
        assertThatThrownBy(() -> required.executeWithoutResult(outer -> {
                    application.save("outer");
                    nested.executeWithoutResult(inner -> application.save("inner"));
                }))
                .isInstanceOf(NestedTransactionNotSupportedException.class);

        assertThat(log).containsExactly("outer rolled back");
        assertThat(application.committed()).isEmpty();
    }

    @Test
    void whatIsNestedAndNotRolledBackIsAnnouncedAtTheCommit() {
        application.allowSavepoints();

        required.executeWithoutResult(outer -> {
            application.save("outer");
            nested.executeWithoutResult(inner -> application.save("inner"));
            log.add("-");
        });

        assertThat(log).containsExactly("-", "outer committed [inner, outer]", "inner committed [inner, outer]");
        assertThat(application.committed()).containsExactly("inner", "outer");
    }

    @Test
    void whatIsNestedIsRolledBackWithTheWhole() {
        application.allowSavepoints();

        required.executeWithoutResult(outer -> {
            application.save("outer");
            nested.executeWithoutResult(inner -> application.save("inner"));
            outer.setRollbackOnly();
        });

        assertThat(log).containsExactly("outer rolled back", "inner rolled back");
        assertThat(application.committed()).isEmpty();
    }
}
