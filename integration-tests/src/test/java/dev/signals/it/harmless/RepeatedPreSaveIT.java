package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.PreSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.harmless.Accounts.Account;
import dev.signals.it.harmless.Accounts.Attribute;
import dev.signals.it.harmless.Accounts.Bell;
import dev.signals.it.harmless.Accounts.IdentityAccount;
import dev.signals.it.harmless.Accounts.SequencedAccount;
import dev.signals.it.harmless.Accounts.Team;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An entity that changes after receivers were called for it is announced once more. That event has the changes since the last one, so a
 * receiver that waits for the change of one attribute is called once for it.
 */
@OnEveryDatabase
class RepeatedPreSaveIT {

    /** The kinds of accounts: one is inserted by the flush, one by {@code persist}. */
    private static final List<Supplier<Account>> KINDS = List.of(SequencedAccount::new, IdentityAccount::new);

    private final TestFactory factory;
    private final List<String> calls = new ArrayList<>();

    RepeatedPreSaveIT(Database database) {
        factory = TestFactory.of(database, SequencedAccount.class, IdentityAccount.class, Team.class, Bell.class);
    }

    @BeforeEach
    void saveTeams() {
        factory.inTransaction(session -> List.of("a", "b", "c").forEach(name -> session.persist(new Team(name))));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void anotherAttributeIsSetAfterPersist() {
        forEach((attribute, kind) -> {
            factory.inTransaction(session -> {
                Account account = kind.get();
                attribute.set(session, account, "b");
                session.persist(account);
                account.logins(1);
            });
            isCalled(1, attribute, kind);
        });
    }

    @Test
    void anotherAttributeIsSetAfterAFlush() {
        forEach((attribute, kind) -> {
            factory.inTransaction(session -> {
                Account account = kind.get();
                attribute.set(session, account, "b");
                session.persist(account);
                session.flush();
                account.logins(1);
            });
            isCalled(1, attribute, kind);
        });
    }

    @Test
    void theSameAttributeIsSetAgainAfterPersist() {
        forEach((attribute, kind) -> {
            factory.inTransaction(session -> {
                Account account = kind.get();
                attribute.set(session, account, "b");
                session.persist(account);
                attribute.set(session, account, "c");
            });
            isCalled(2, attribute, kind);
        });
    }

    @Test
    void theSameAttributeIsSetToTheSameAfterPersist() {
        forEach((attribute, kind) -> {
            factory.inTransaction(session -> {
                Account account = kind.get();
                attribute.set(session, account, "b");
                session.persist(account);
                attribute.set(session, account, "b");
                account.logins(1);
            });
            isCalled(1, attribute, kind);
        });
    }

    @Test
    void anotherReceiverChangesAnotherAttributeOfAnUpdatedEntity() {
        forEach((attribute, kind) -> {
            Account saved = saved(kind);
            otherReceiver(
                    saved,
                    (session, account) -> account.logins(account.logins + 1),
                    () -> factory.inTransaction(session -> {
                        attribute.set(session, found(session, saved), "b");
                        session.createSelectionQuery("from Bell", Bell.class).getSingleResult().text = "rings";
                    }));
            isCalled(1, attribute, kind);
        });
    }

    @Test
    void anotherReceiverChangesTheSameAttributeOfAnUpdatedEntity() {
        forEach((attribute, kind) -> {
            Account saved = saved(kind);
            otherReceiver(
                    saved,
                    (session, account) -> attribute.set(session, account, "c"),
                    () -> factory.inTransaction(session -> {
                        Account account = found(session, saved);
                        Bell bell = session.createSelectionQuery("from Bell", Bell.class)
                                .getSingleResult();
                        attribute.set(session, account, "b");
                        bell.text = "rings";
                    }));
            isCalled(2, attribute, kind);
        });
    }

    @Test
    void anotherReceiverChangesItBack() {
        Account saved = saved(SequencedAccount::new);
        factory.inTransaction(
                session -> { // Hibernate finds these changed all the time.
                    Account account = found(session, saved);
                    account.preferences(null);
                    account.word(null);
                });
        connect(SequencedAccount.class, Attribute.PASSWORD);
        List<String> saves = new ArrayList<>();
        factory.signals().postSave().connect(SequencedAccount.class, event -> saves.add("saved"));

        otherReceiver(
                saved,
                (session, account) -> account.password("a"),
                () -> factory.inTransaction(session -> {
                    Account account = found(session, saved);
                    session.createSelectionQuery("from Bell", Bell.class).getSingleResult().text = "rings";
                    account.password("b");
                }));

        assertThat(calls).containsExactly("password");
        // An enhanced entity remembers that an attribute was set, whatever to, and Hibernate writes it.
        assertThat(saves).hasSize(Boolean.getBoolean("signals.test.enhanced") ? 1 : 0);
    }

    @Test
    void aFlushComesBetweenTwoChanges() {
        forEach((attribute, kind) -> {
            Account saved = saved(kind);
            factory.inTransaction(session -> {
                Account account = found(session, saved);
                attribute.set(session, account, "b");
                session.flush();
                account.logins(2);
                session.flush();
                account.logins(3);
            });
            isCalled(1, attribute, kind);
        });
    }

    @Test
    void itIsChangedAgainAfterAQueryHasWrittenIt() {
        forEach((attribute, kind) -> {
            Account saved = saved(kind);
            factory.inTransaction(session -> {
                Account account = found(session, saved);
                attribute.set(session, account, "b");
                session.createSelectionQuery("from " + name(kind), account.getClass())
                        .getResultList();
                attribute.set(session, account, "c");
            });
            isCalled(2, attribute, kind);
        });
    }

    @Test
    void whatAReceiverMakesOfAValueItMakesOnce() {
        for (Supplier<Account> kind : KINDS) {
            Class<? extends Account> type = kind.get().getClass();
            Connection connection = factory.signals()
                    .preSave()
                    .connect(
                            type,
                            event -> event.instance().password("hash(" + event.instance().password + ")"),
                            ModelSignals.onChange("password"));
            Account account = kind.get();
            account.password("p");
            factory.inTransaction(session -> {
                session.persist(account);
                account.logins(1);
            });
            assertThat(row(account).password).as(name(kind)).isEqualTo("hash(p)");

            factory.inTransaction(session -> {
                Account changed = found(session, account);
                changed.password("q");
                session.flush();
                changed.logins(2);
            });
            assertThat(row(account).password).as(name(kind)).isEqualTo("hash(q)");
            connection.disconnect();
        }
    }

    @Test
    void eachEventHasTheChangesSinceTheLastOne() {
        factory.signals().preSave().connect(SequencedAccount.class, event -> calls.add(lines(event)));

        SequencedAccount account = new SequencedAccount();
        factory.inTransaction(session -> {
            account.password("p");
            session.persist(account);
            account.logins(1);
            session.createSelectionQuery("from Team", Team.class).getResultList(); // does not flush the account
            account.password("q");
        });

        assertThat(calls)
                .containsExactly(
                        "new [address.city null -> x, logins null -> 0, password null -> p, preferences, word]",
                        "new [logins 0 -> 1, password p -> q]");
    }

    @Test
    void eachEventOfAnUpdateHasTheChangesSinceTheLastOne() {
        Account saved = saved(SequencedAccount::new);
        factory.signals().preSave().connect(SequencedAccount.class, event -> calls.add(lines(event)));

        otherReceiver(
                saved,
                (session, account) -> account.logins(5),
                () -> factory.inTransaction(session -> {
                    Account account = found(session, saved);
                    session.createSelectionQuery("from Bell", Bell.class).getSingleResult().text = "rings";
                    account.password("q");
                }));

        assertThat(calls).containsExactly("changed [password a -> q]", "changed [logins 0 -> 5]");
    }

    @Test
    void aWriteThatChangesNothingHasNoChanges() {
        Account saved = saved(SequencedAccount::new);
        factory.signals().preSave().connect(SequencedAccount.class, event -> calls.add(lines(event)));

        factory.inTransaction(session -> found(session, saved)); // Hibernate writes the JSON all the same.

        assertThat(calls).containsExactly("changed []");
    }

    @Test
    void aValueThatIsAlwaysWrittenIsAnnouncedAsOftenBeforeAsAfter() {
        for (Supplier<Account> kind : KINDS) {
            List<String> events = new ArrayList<>();
            Class<? extends Account> type = kind.get().getClass();
            Connection before = factory.signals().preSave().connect(type, event -> events.add("pre " + event.isNew()));
            Connection after =
                    factory.signals().postSave().connect(type, event -> events.add("post " + event.created()));

            factory.inTransaction(session -> session.persist(kind.get()));

            assertThat(events).as(name(kind)).containsExactly("pre true", "post true");
            before.disconnect();
            after.disconnect();
        }
    }

    /** Attributes by name, with old and new values where they have a text. */
    private static String lines(PreSave<? extends Account> event) {
        List<String> lines = new ArrayList<>();
        for (Change change : event.changes()) {
            boolean hasText = List.of("address.city", "logins", "password").contains(change.attribute());
            lines.add(
                    hasText
                            ? change.attribute() + " " + change.oldValue() + " -> " + change.newValue()
                            : change.attribute());
        }
        lines.sort(null);
        return (event.isNew() ? "new " : "changed ") + lines;
    }

    /** Tries each attribute of each kind, with the option and with a receiver that looks at the changes itself. */
    private void forEach(BiConsumer<Attribute, Supplier<Account>> work) {
        for (Supplier<Account> kind : KINDS) {
            for (Attribute attribute : Attribute.values()) {
                Connection byOption = connect(kind.get().getClass(), attribute);
                Connection byHand = factory.signals()
                        .preSave()
                        .connect(kind.get().getClass(), event -> {
                            if (event.changes().contains(attribute.path())) {
                                calls.add(attribute.path());
                            }
                        });
                work.accept(attribute, kind);
                byOption.disconnect();
                byHand.disconnect();
            }
        }
    }

    private Connection connect(Class<? extends Account> type, Attribute attribute) {
        return factory.signals()
                .preSave()
                .connect(type, event -> calls.add(attribute.path()), ModelSignals.onChange(attribute.path()));
    }

    /** Both receivers were called so often. */
    private void isCalled(int times, Attribute attribute, Supplier<Account> kind) {
        assertThat(calls).as(attribute + " of " + name(kind)).hasSize(2 * times);
        calls.clear();
    }

    private void otherReceiver(Account saved, BiConsumer<Session, Account> receiver, Runnable work) {
        factory.inTransaction(session -> session.persist(new Bell()));
        Connection connection = factory.signals()
                .preSave()
                .connect(Bell.class, event -> receiver.accept(event.session(), found(event.session(), saved)));
        work.run();
        connection.disconnect();
        factory.inTransaction(
                session -> session.createMutationQuery("delete from Bell").executeUpdate());
    }

    private Account saved(Supplier<Account> kind) {
        Account account = kind.get();
        factory.inTransaction(session -> {
            for (Attribute attribute : Attribute.values()) {
                attribute.set(session, account, "a");
            }
            session.persist(account);
        });
        calls.clear();
        return account;
    }

    private static Account found(Session session, Account saved) {
        return session.find(saved.getClass(), saved.id());
    }

    private Account row(Account saved) {
        try (Session session = factory.sessionFactory().openSession()) {
            return found(session, saved);
        }
    }

    private static String name(Supplier<Account> kind) {
        return kind.get().getClass().getSimpleName();
    }
}
