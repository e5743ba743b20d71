package dev.signals.it.model;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.POST_SAVE;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mutes of some entities and of some receivers. */
@OnEveryDatabase
class PartialMutesIT {

    @Entity(name = "Page")
    static class Page {
        @Id
        @GeneratedValue
        Long id;

        String title = "a";

        @ElementCollection
        List<String> words = new ArrayList<>();

        @ManyToMany
        List<Page> links = new ArrayList<>();
    }

    @Entity(name = "Story")
    static class Story extends Page {}

    @Entity(name = "Remark")
    static class Remark {
        @Id
        @GeneratedValue
        Long id;
    }

    private final TestFactory factory;
    private final FactorySignals signals;
    private final EventLog log;

    PartialMutesIT(Database database) {
        factory = TestFactory.of(database, Page.class, Story.class, Remark.class);
        signals = factory.signals();
        log = EventLog.of(signals);
        signals.m2mChanged().connect(event -> log.add("m2m_changed " + event.action()));
        signals.collectionChanged().connect(event -> log.add("collection_changed"));
        signals.changed().connect(event -> log.add("changed " + event.sender().getSimpleName() + " " + event.kind()));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static void writeOf(Session session, Page page) {
        page.words.add("w");
        page.links.add(page);
        session.persist(page);
        session.flush();
        page.title = "b";
        page.links.clear();
        session.flush();
        session.remove(page);
    }

    @Test
    void aMutedEntityIsSilentWithItsSubclassesAndOthersAreHeard() {
        try (Scope muted = signals.mute(Page.class)) {
            assertThat(muted).isNotNull();
            factory.inTransaction(session -> {
                writeOf(session, new Page());
                writeOf(session, new Story());
                session.persist(new Remark());
            });
        }
        assertThat(log.lines())
                .containsExactly("pre_save Remark new", "post_save Remark created", "changed Remark CREATED");
        log.clear();
        factory.inTransaction(session -> session.persist(new Story()));
        assertThat(log.lines())
                .containsExactly("pre_save Story new", "post_save Story created", "changed Story CREATED");
    }

    @Test
    void aMutedSubclassLeavesTheOthersOfItsHierarchyAlone() {
        signals.postDelete().connect(Page.class, event -> log.add("deleted"), includingSubtypes());
        try (Scope muted = signals.mute(Story.class, signals.preSave(), signals.changed(), signals.postDelete())) {
            assertThat(muted).isNotNull();
            factory.inTransaction(session -> {
                Page page = new Page();
                Story story = new Story();
                session.persist(page);
                session.persist(story);
                session.flush();
                session.remove(page);
                session.remove(story);
            });
        }
        assertThat(log.lines())
                .contains("pre_save Page new", "post_save Story created")
                .doesNotContain("pre_save Story new")
                .containsOnlyOnce("deleted")
                .noneMatch(line -> line.startsWith("changed"));
    }

    @Test
    void aMutedSignalOfTheProcessIsMutedForTheEntityAlone() {
        try (Scope muted = POST_SAVE.mute(Page.class)) {
            assertThat(muted).isNotNull();
            factory.inTransaction(session -> {
                session.persist(new Page());
                session.persist(new Remark());
            });
        }
        assertThat(log.lines()).contains("post_save Remark created").doesNotContain("post_save Page created");
    }

    @Test
    void aStatelessSessionAndBulkOfTheEntityAreSilentToo() {
        try (Scope muted = signals.mute(Remark.class)) {
            assertThat(muted).isNotNull();
            factory.sessionFactory().inStatelessTransaction(session -> {
                Remark remark = new Remark();
                session.insert(remark);
                session.delete(remark);
            });
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void receiversOfAUidAreMutedWhateverTheirSignal() {
        List<String> heard = new ArrayList<>();
        signals.postSave().connect(Page.class, event -> heard.add("save of index"), uid("index"));
        signals.postDelete().connect(Page.class, event -> heard.add("delete of index"), uid("index"), afterCommit());
        signals.postSave().connect(Page.class, event -> heard.add("save of others"), uid("others"));
        try (Scope muted = signals.muteReceivers("index")) {
            assertThat(muted).isNotNull();
            signals.preSave().connect(Page.class, event -> heard.add("later"), uid("index"));
            factory.inTransaction(session -> writeOf(session, new Page()));
        }
        assertThat(heard).containsExactly("save of others", "save of others");
        factory.inTransaction(session -> session.persist(new Page()));
        assertThat(heard)
                .containsExactly("save of others", "save of others", "later", "save of index", "save of others");
    }

    @Test
    void aConnectionIsMutedWhileAReceiverWorks() {
        List<String> heard = new ArrayList<>();
        Connection loud = signals.preSave().connect(Remark.class, event -> heard.add("remark"));
        signals.postSave().connect(Page.class, event -> {
            try (Scope muted = loud.mute()) {
                assertThat(muted).isNotNull();
                event.session().persist(new Remark());
            }
        });
        factory.inTransaction(session -> {
            session.persist(new Page());
            session.flush();
            session.persist(new Remark());
        });
        assertThat(heard).hasSize(1);
        assertThat(factory.count("Remark")).isEqualTo(2);
    }

    @Test
    void whatWaitsForTheCommitIsStillCalled() {
        List<Object> heard = new ArrayList<>();
        Connection waiting = signals.postDelete().connect(Remark.class, PostDelete::id, afterCommit());
        signals.postSave().connect(Remark.class, event -> heard.add(event.id()), uid("mail"), afterCommit());
        factory.inTransaction(session -> {
            session.persist(new Remark());
            session.flush();
            signals.muteReceivers("mail");
        });
        assertThat(waiting.isConnected()).isTrue();
        assertThat(heard).hasSize(1);
    }

    @Test
    void aNullIsRefused() {
        assertThatThrownBy(() -> signals.mute((Class<?>) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("entityClass");
        assertThatThrownBy(() -> signals.muteReceivers(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("uid");
    }
}
