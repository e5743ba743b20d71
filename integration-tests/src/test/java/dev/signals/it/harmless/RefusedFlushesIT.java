package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A listener of the session refuses a flush when it begins or ends. What has been compared for that flush is not taken for the
 * comparison of the next one.
 */
class RefusedFlushesIT {

    private static final int COUNT = 6;

    private final SameWork same =
            SameWork.of(Database.H2, Map.of("hibernate.allow_update_outside_transaction", "true"), Letter.class);

    private enum Moment {
        START,
        END
    }

    /** Refuses one flush. */
    private static final class Refusing implements SessionEventListener {

        private static final long serialVersionUID = 1L;
        private final Moment moment;
        private boolean refuses = true;

        Refusing(Moment moment) {
            this.moment = moment;
        }

        @Override
        public void flushStart() {
            refuse(Moment.START);
        }

        @Override
        public void flushEnd(int numberOfEntities, int numberOfCollections) {
            refuse(Moment.END);
        }

        private void refuse(Moment now) {
            if (refuses && now == moment) {
                refuses = false;
                throw new IllegalStateException("not now");
            }
        }
    }

    @BeforeEach
    void writeLetters() {
        same.eachFactory(factory -> factory.inTransaction(session -> {
            for (long id = 1; id <= COUNT; id++) {
                Letter letter = new Letter();
                letter.id = id;
                letter.text = "Dear";
                session.persist(letter);
            }
        }));
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsChangedBehindARefusedFlushIsWritten(Moment moment) {
        compare(moment, (session, letters) -> letters.get(0).text += ", changed");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsChangedBehindARefusedFlushIsWrittenBeforeAQuery(Moment moment) {
        compare(moment, (session, letters) -> {
            letters.get(0).text += ", changed";
            session.createSelectionQuery("from Letter", Letter.class).getResultList();
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAddedBehindARefusedFlushChangesNothingElse(Moment moment) {
        compare(moment, (session, letters) -> {
            letters.get(COUNT - 2).text += ", changed";
            session.remove(letters.get(0));
            session.flush();
            Letter again = new Letter();
            again.id = letters.get(0).id;
            again.text = "Dear";
            session.persist(again);
        });
    }

    private interface Edit {
        void of(Session session, List<Letter> letters);
    }

    private void compare(Moment moment, Edit edit) {
        same.compare(moment.toString(), factory -> {
            try (Session session = factory.sessionFactory().openSession()) {
                List<Letter> letters = session.createSelectionQuery("from Letter order by id", Letter.class)
                        .getResultList();
                letters.get(COUNT - 1).text += ", first";
                session.flush(); // so that the state of the session is one of its listeners, and the first one
                session.addEventListeners(new Refusing(moment));
                letters.get(COUNT - 1).text += ", second";
                assertThatThrownBy(session::flush).hasMessage("not now");
                session.beginTransaction();
                edit.of(session, letters);
                session.getTransaction().commit();
            }
            List<Object[]> rows = factory.fromTransaction(
                    session -> session.createSelectionQuery("select id, text from Letter order by id", Object[].class)
                            .getResultList());
            factory.inTransaction(session -> session.createMutationQuery("update Letter set text = 'Dear'")
                    .executeUpdate());
            return rows.stream().map(List::of).toList();
        });
    }

    @Entity(name = "Letter")
    static class Letter {
        @Id
        long id;

        String text;
    }
}
