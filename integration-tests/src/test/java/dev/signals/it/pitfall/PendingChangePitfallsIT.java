package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Office.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Note;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import org.hibernate.FlushMode;
import org.junit.jupiter.api.Test;

/** Pitfall 9: queries while a change waits for its flush. */
@OnEveryDatabase
class PendingChangePitfallsIT {

    /** Counts how often JPA tells it of an update. */
    @Entity(name = "Counted")
    static class Counted {
        @Id
        @GeneratedValue
        Long id;

        String title;

        @Transient
        int preUpdates;

        @PreUpdate
        void preUpdate() {
            preUpdates++;
        }
    }

    private final Database database;

    PendingChangePitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p09_queriesOfOtherTablesDoNotAnnounceAPendingChange() {
        int[] callbacks = {0};
        Trial.of(database, Counted.class, Note.class)
                .given(session -> session.persist(new Counted()))
                .inTransaction((session, log) -> {
                    Counted counted = session.find(Counted.class, 1L);
                    counted.title = "x";
                    for (int i = 0; i < 3; i++) {
                        session.createSelectionQuery("from Note", Note.class).getResultList();
                    }
                    callbacks[0] = counted.preUpdates;
                    log.add("queried");
                })
                .addsNothing()
                .announces("queried", "pre_save Counted", "post_save Counted");

        // Hibernate still calls the callback of JPA for nothing, or this would show nothing.
        assertThat(callbacks[0]).isEqualTo(3);
    }

    @Test
    void p09_queriesOfTheOwnTableAnnounceAPendingChangeOnce() {
        Trial.of(database, Counted.class, Note.class)
                .given(session -> session.persist(new Counted()))
                .inTransaction((session, log) -> {
                    session.find(Counted.class, 1L).title = "x";
                    for (int i = 0; i < 3; i++) {
                        session.createSelectionQuery("from Counted", Counted.class)
                                .getResultList();
                        log.add("queried");
                    }
                })
                .addsNothing()
                .announces("pre_save Counted", "post_save Counted", "queried", "queried", "queried");
    }

    @Test
    void p09_inFlushModeAlwaysAPendingChangeIsAnnouncedOnceByTheFirstQuery() {
        Trial.of(database, Counted.class, Note.class)
                .given(session -> session.persist(new Counted()))
                .inTransaction((session, log) -> {
                    session.setHibernateFlushMode(FlushMode.ALWAYS);
                    session.find(Counted.class, 1L).title = "x";
                    for (int i = 0; i < 3; i++) {
                        session.createSelectionQuery("from Note", Note.class).getResultList();
                        log.add("queried");
                    }
                })
                .addsNothing()
                .announces("pre_save Counted", "post_save Counted", "queried", "queried", "queried");
    }

    @Test
    void p09_whatAReceiverMakesOfAPendingChangeIsAskedForAgainByNoQuery() {
        Trial.of(database, Counted.class, Note.class)
                .given(session -> session.persist(new Counted()))
                .receivers(signals -> signals.preSave().connect(Counted.class, event -> {
                    event.instance().title += "!";
                    count(event, Note.class);
                }))
                .inTransaction((session, log) -> {
                    session.find(Counted.class, 1L).title = "x";
                    session.createSelectionQuery("from Note", Note.class).getResultList();
                    session.createSelectionQuery("from Counted", Counted.class).getResultList();
                    session.createSelectionQuery("from Counted", Counted.class).getResultList();
                })
                .adds("select note")
                .leaves("counted id=1 title=x!")
                .announces("pre_save Counted", "post_save Counted");
    }
}
