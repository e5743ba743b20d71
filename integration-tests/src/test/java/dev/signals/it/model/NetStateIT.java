package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.includingCollections;
import static dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** CHANGED has what the row holds in the end, also where its last UPDATE has left a column out and another has written it. */
@ParameterizedClass
@ValueSource(classes = {NetStateIT.Poster.class, NetStateIT.Ticket.class})
class NetStateIT {

    @MappedSuperclass
    abstract static class Print {
        @Id
        Long id;

        @Version
        int version;

        private String title = "title";
        private String place = "place";
        private String price = "price";
        private String secret = "secret";

        @Column(updatable = false)
        private String origin = "origin";

        @ElementCollection
        private List<String> words = new ArrayList<>();

        void setTitle(String title) {
            this.title = title;
        }

        void setPrice(String price) {
            this.price = price;
        }

        void setSecret(String secret) {
            this.secret = secret;
        }

        void setOrigin(String origin) {
            this.origin = origin;
        }

        void addWord(String word) {
            words.add(word);
        }
    }

    @Entity(name = "Poster")
    static class Poster extends Print {}

    @Entity(name = "Ticket")
    @DynamicUpdate
    static class Ticket extends Print {}

    private final Class<? extends Print> type;
    private final TestFactory factory;
    private @Nullable Changed<?> changed;

    NetStateIT(Class<? extends Print> type) {
        this.type = type;
        this.factory = TestFactory.of(
                Database.H2, Map.of("hibernate.session_factory.interceptor", new SecretsAreNeverDirty()), type);
    }

    @BeforeEach
    void saveAndListen() {
        factory.saved(print(1L));
        factory.signals()
                .changed()
                .connect(event -> changed = event, includingCollections(), includingCreatedAndDeleted());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void whatIsTakenBackWithoutSignalsHasNotChanged() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            session.flush();
            factory.signals().withoutSignals(session, () -> print.setTitle("title"));
            print.setPrice("more");
        });

        assertThat(changed().changes().attributes()).containsExactly("price");
        assertThatStateIsThatOfTheRow();
    }

    @Test
    void whatABulkStatementHasWrittenIsKnownAfterARefresh() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            session.flush();
            bulk(session, "set title = 'newer', origin = 'elsewhere'");
            session.refresh(print);
            print.setPrice("more");
        });

        assertThat(changed().changes().attributes()).containsExactlyInAnyOrder("title", "price");
        assertThatStateIsThatOfTheRow();
    }

    @Test
    void whatABulkStatementHasWrittenIsKnownAfterAClear() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            session.flush();
            bulk(session, "set title = 'title', place = 'elsewhere'");
            session.clear();
            session.find(type, 1L).setPrice("more");
        });

        assertThat(changed().changes().attributes()).containsExactlyInAnyOrder("place", "price");
        assertThatStateIsThatOfTheRow();
    }

    @Test
    void theLastStateOfADeletedEntityHasWhatAQuietUpdateHasWritten() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            session.flush();
            QuietUpdate.of(session, print).set("place", "elsewhere").execute();
            session.remove(print);
        });

        assertThat(changed().kind()).isEqualTo(ChangeKind.DELETED);
        assertThat(changed().state()).containsEntry("title", "new").containsEntry("place", "elsewhere");
    }

    @Test
    void theLastStateOfADeletedEntityHasWhatABulkStatementHasWritten() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            session.flush();
            bulk(session, "set place = 'elsewhere', origin = 'elsewhere'");
            session.refresh(print);
            session.remove(print);
        });

        assertThat(changed().state()).containsEntry("place", "elsewhere").containsEntry("origin", "elsewhere");
    }

    @Test
    void whatNoUpdateWritesHasNotChanged() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            print.setOrigin("elsewhere");
            session.flush();
            print.setPrice("more");
        });

        assertThat(changed().changes().attributes()).containsExactlyInAnyOrder("title", "price");
        assertThatStateIsThatOfTheRow();
    }

    @Test
    void whatAnInterceptorHidesIsToldOnlyIfItIsWritten() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            print.setSecret("told");
            session.flush();
            print.setPrice("more");
        });

        assertThatStateIsThatOfTheRow();
        assertThat(changed().changes().contains("secret")).isEqualTo(type == Poster.class);
    }

    @Test
    void theLastStateOfADeletedEntityHasNotWhatNoUpdateHasWritten() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            print.setOrigin("elsewhere");
            session.flush();
            session.remove(print);
        });

        assertThat(changed().state()).containsEntry("origin", "origin");
    }

    @Test
    void whatIsWrittenQuietlyIsInTheStateAndNoChange() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            session.flush();
            QuietUpdate.of(session, print).set("place", "elsewhere").execute();
        });

        assertThat(changed().changes().attributes()).containsExactly("title");
        assertThatStateIsThatOfTheRow();
    }

    @Test
    void whatIsWrittenQuietlyAndSavedAfterwardsIsToldFromThereOn() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            session.flush();
            QuietUpdate.of(session, print)
                    .set("place", "elsewhere")
                    .set("price", "less")
                    .execute();
            print.setPrice("more");
        });

        assertThat(changed().changes().attributes()).containsExactlyInAnyOrder("title", "price");
        assertThat(change("price").oldValue()).isEqualTo("less");
        assertThatStateIsThatOfTheRow();
    }

    @Test
    void whatIsChangedAndThenWrittenQuietlyIsToldAsItIsInTheEnd() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            session.flush();
            QuietUpdate.of(session, print).set("title", "newer").execute();
        });

        assertThat(change("title").newValue()).isEqualTo("newer");
        assertThatStateIsThatOfTheRow();
    }

    @Test
    void whatNoUpdateWritesIsNotTakenFromAFlushOfACollection() {
        factory.inTransaction(session -> {
            Print print = print(2L);
            session.persist(print);
            print.setOrigin("elsewhere");
            session.flush();
            print.addWord("word");
        });

        assertThat(change("origin").newValue()).isEqualTo("origin");
        assertThat(changed().state()).containsEntry("origin", "origin").containsEntry("version", 1);
    }

    @Test
    void aChangeIsKeptWhereACollectionOfAFreshInstanceIsWritten() {
        inTransaction((session, print) -> {
            print.setTitle("new");
            session.flush();
            session.clear();
            session.find(type, 1L).addWord("word");
        });

        assertThat(changed().changes().attributes()).containsExactly("title");
        assertThatStateIsThatOfTheRow();
    }

    @Test
    void theVersionIsTheLastOneWhereOnlyCollectionsChange() {
        inTransaction((session, print) -> {
            print.addWord("one");
            session.flush();
            print.addWord("two");
            session.flush();
            print.addWord("three");
        });

        assertThat(changed().changes().attributes()).isEmpty();
        assertThat(changed().saves()).isZero();
        assertThatStateIsThatOfTheRow();
    }

    @Test
    void theVersionOfANewEntityIsTheOneThatItsCollectionCauses() {
        List<Object> told = new ArrayList<>();
        factory.signals()
                .postSave()
                .connect(type, event -> told.add(event.state().get("version")));

        factory.inTransaction(session -> {
            Print print = print(2L);
            session.persist(print);
            print.addWord("word");
        });

        assertThat(factory.sql("select version from " + type.getSimpleName() + " where id = 2"))
                .isEqualTo(1);
        assertThat(told).containsExactly(1);
        assertThat(changed().state()).containsEntry("version", 1);
    }

    private Change change(String attribute) {
        return changed().changes().get(attribute);
    }

    private void assertThatStateIsThatOfTheRow() {
        for (String attribute : List.of("title", "place", "price", "secret", "origin")) {
            assertThat(changed().state()).containsEntry(attribute, row(attribute));
        }
        assertThat(changed().state()).containsEntry("version", row("version"));
    }

    private Object row(String attribute) {
        return factory.sql("select " + attribute + " from " + type.getSimpleName());
    }

    private Changed<?> changed() {
        return Objects.requireNonNull(changed);
    }

    private void bulk(Session session, String set) {
        session.createNativeMutationQuery("update " + type.getSimpleName() + " " + set)
                .executeUpdate();
    }

    private Print print(long id) {
        Print print = type == Poster.class ? new Poster() : new Ticket();
        print.id = id;
        return print;
    }

    private interface Work {
        void in(Session session, Print print);
    }

    private void inTransaction(Work work) {
        factory.inTransaction(session -> work.in(session, session.find(type, 1L)));
    }

    /** Finds dirty what differs, but no secret. */
    static class SecretsAreNeverDirty implements Interceptor {
        @Override
        @SuppressWarnings("NullAway") // without an answer, Hibernate compares itself
        public int[] findDirty(
                Object entity,
                Object id,
                @Nullable Object[] current,
                @Nullable Object @Nullable [] previous,
                String[] names,
                Type[] types) {
            return previous == null
                    ? null
                    : IntStream.range(0, current.length)
                            .filter(i -> !types[i].isCollectionType() && !names[i].equals("secret"))
                            .filter(i -> !names[i].equals("origin") && !Objects.equals(current[i], previous[i]))
                            .toArray();
        }
    }
}
