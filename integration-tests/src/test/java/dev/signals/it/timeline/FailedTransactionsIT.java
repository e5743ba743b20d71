package dev.signals.it.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Transactions that are rolled back, in the log at level DEBUG. */
@OnEveryDatabase
class FailedTransactionsIT {

    private static final String LOGGER = SignalTimeline.class.getName();

    private final Database database;

    FailedTransactionsIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Member")
    static class Member {
        @Id
        String mail = "";

        @Column(unique = true)
        String name = "";

        Member() {}

        Member(String mail, String name) {
            this.mail = mail;
            this.name = name;
        }
    }

    static class Members {
        @Receiver
        void fill(PreSave<Member> event) {
            event.instance().name = event.instance().name + "!";
        }

        @Receiver
        void look(PostSave<Member> event) {
            event.session()
                    .createNativeQuery("select 'secret', 4711 from Member /* secret */", Object[].class)
                    .getResultList();
            if (event.instance().name.contains("bad")) {
                throw new IllegalStateException("secret: " + event.instance().name);
            }
        }
    }

    private TestFactory factory(Map<String, ?> settings) {
        TestFactory factory = TestFactory.of(database, settings, Member.class);
        factory.signals().register(new Members());
        return factory;
    }

    private static void persistBad(Session session) {
        session.persist(new Member("ann@secret.example", "Ann"));
        session.persist(new Member("bob@secret.example", "bad Bob"));
    }

    /** The lines without what differs between databases, and without the numbers of lines of this file. */
    private static List<String> lines(String message) {
        return message.lines()
                .map(line -> line.replaceAll("insert .*", "insert ..."))
                .map(line -> line.replaceAll("java:\\d+", "java:1"))
                .toList();
    }

    @Test
    void aTransactionThatIsRolledBackIsLoggedAsABlockToBePasted() {
        try (CapturedLog log = CapturedLog.of(LOGGER, Level.FINE);
                TestFactory factory = factory(Map.of())) {
            assertThatThrownBy(() -> factory.inTransaction(FailedTransactionsIT::persistBad))
                    .hasMessageContaining("secret");

            assertThat(log.messages()).hasSize(1);
            List<String> lines = lines(log.last());
            assertThat(lines.get(0))
                    .isEqualTo(
                            "a transaction of session factory \"test\" was rolled back; this is its timeline, without"
                                    + " values of entities, to be pasted into an issue:");
            assertThat(lines.get(3)).startsWith("Signals").contains("Hibernate ", "Dialect, Java ");
            assertThat(lines.subList(4, lines.size()))
                    .containsExactly(
                            "in a transaction",
                            "pre_save Member#1 new -> Members.fill",
                            "pre_save Member#2 new -> Members.fill",
                            "flush",
                            "  insert ...",
                            "  insert ...",
                            "post_save Member#1 created -> Members.look",
                            "  flush for a query",
                            "  select ?, ? from Member ",
                            "post_save Member#2 created -> Members.look",
                            "  flush for a query",
                            "  select ?, ? from Member ",
                            "  throws java.lang.IllegalStateException at " + Members.class.getName()
                                    + ".look(FailedTransactionsIT.java:1)",
                            "rolled back",
                            "```");
        }
    }

    @Test
    void noValueOfAnEntityIsLogged() {
        try (CapturedLog log = CapturedLog.of(LOGGER, Level.FINE);
                TestFactory factory = factory(Map.of())) {
            assertThatThrownBy(() -> factory.inTransaction(FailedTransactionsIT::persistBad))
                    .hasMessageContaining("secret");
            factory.signals()
                    .postSave()
                    .connect(Member.class, event -> event.session().flush());
            factory.inTransaction(session -> session.persist(new Member("carl@secret.example", "Carl")));
            assertThatThrownBy(() -> factory.inTransaction(
                            session -> session.persist(new Member("dora@secret.example", "Carl"))))
                    .isNotNull();

            assertThat(log.messages())
                    .hasSize(2)
                    .noneMatch(message -> message.matches("(?s).*(secret|Bob|Carl|4711).*"));
        }
    }

    @Test
    void anExceptionIsNamedByItsClassesAndTheStateOfTheDatabase() {
        try (CapturedLog log = CapturedLog.of(LOGGER, Level.FINE);
                TestFactory factory = factory(Map.of())) {
            factory.inTransaction(session -> session.persist(new Member("ann@secret.example", "Ann")));
            factory.signals()
                    .preSave()
                    .connect(
                            Member.class,
                            event -> event.session()
                                    .createNativeMutationQuery("insert into Member (mail, name) values ('x', 'Ann!')")
                                    .executeUpdate());

            assertThatThrownBy(() ->
                            factory.inTransaction(session -> session.persist(new Member("bob@secret.example", "Bob"))))
                    .isNotNull();

            assertThat(log.messages()).hasSize(1);
            assertThat(lines(log.last()))
                    .anyMatch(
                            line -> line.matches("  throws org\\.hibernate\\..*ConstraintViolationException, caused by"
                                    + " .*\\(SQL state 23505\\) at .*"));
        }
    }

    @Test
    void aTransactionThatIsCommittedIsNotLogged() {
        try (CapturedLog log = CapturedLog.of(LOGGER, Level.FINE);
                TestFactory factory = factory(Map.of())) {
            factory.inTransaction(session -> session.persist(new Member("ann@secret.example", "Ann")));

            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void aTransactionIsLoggedWithoutThoseBeforeItInTheSession() {
        try (CapturedLog log = CapturedLog.of(LOGGER, Level.FINE);
                TestFactory factory = factory(Map.of());
                Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Member("ann@secret.example", "Ann"));
            session.getTransaction().commit();
            session.beginTransaction();
            session.persist(new Member("eve@secret.example", "Eve"));
            session.flush();
            session.getTransaction().rollback();

            assertThat(log.messages()).hasSize(1);
            List<String> lines = lines(log.last());
            assertThat(lines.subList(4, lines.size()))
                    .containsExactly(
                            "begin",
                            "pre_save Member#1 new -> Members.fill",
                            "flush",
                            "  insert ...",
                            "post_save Member#1 created -> Members.look",
                            "  flush for a query",
                            "  select ?, ? from Member ",
                            "rolled back",
                            "```");
        }
    }

    @Test
    void ofALongTransactionBeginningAndEndAreLogged() {
        try (CapturedLog log = CapturedLog.of(LOGGER, Level.FINE);
                TestFactory factory = TestFactory.of(database, Map.of(), Member.class)) {
            factory.signals().preSave().connect(Member.class, event -> {});

            factory.sessionFactory().inSession(session -> {
                session.beginTransaction();
                for (int i = 0; i < 2000; i++) {
                    session.persist(new Member("mail" + i, "name" + i));
                }
                session.getTransaction().rollback();
            });

            List<String> lines = lines(log.last());
            assertThat(lines).hasSize(4 + 200 + 1 + 800 + 1).endsWith("rolled back", "```");
            assertThat(lines.get(204)).isEqualTo("... 1002 lines are left out ...");
        }
    }

    @Test
    void inAStatelessSessionTheReceiversAreLogged() {
        try (CapturedLog log = CapturedLog.of(LOGGER, Level.FINE);
                TestFactory factory = TestFactory.of(database, Map.of(), Member.class)) {
            factory.signals().preSave().connect(Member.class, event -> {
                throw new IllegalStateException("secret");
            });

            assertThatThrownBy(() -> factory.sessionFactory()
                            .inStatelessTransaction(session -> session.insert(new Member("ann", "Ann"))))
                    .isNotNull();

            assertThat(log.messages()).hasSize(1);
            assertThat(log.last()).contains("pre_save Member", "throws java.lang.IllegalStateException at ");
        }
    }

    @Test
    void withTheSettingOfTimelinesTheLevelMayChangeLater() {
        try (TestFactory factory = factory(Map.of(SignalSettings.TIMELINE, "true"))) {
            try (CapturedLog log = CapturedLog.of(LOGGER, Level.INFO)) {
                assertThatThrownBy(() -> factory.inTransaction(FailedTransactionsIT::persistBad))
                        .isNotNull();
                assertThat(log.messages()).isEmpty();
            }
            try (CapturedLog log = CapturedLog.of(LOGGER, Level.FINE)) {
                assertThatThrownBy(() -> factory.inTransaction(FailedTransactionsIT::persistBad))
                        .isNotNull();
                assertThat(log.messages()).hasSize(1);
            }
        }
    }
}
