package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.PreSave;
import dev.signals.it.check.FlushAndCascadeChecker;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Family.Child;
import dev.signals.it.model.Family.Parent;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The {@link FlushAndCascadeChecker} finds what is called at a wrong moment: events sent again, by hand, where none belongs. */
@OnEveryDatabase
class CheckerIT {

    /** Runs something inside the flush, after each INSERT. */
    private record InsideFlush(Runnable work) implements PostInsertEventListener {
        private static final long serialVersionUID = 1L;

        @Override
        public void onPostInsert(PostInsertEvent event) {
            work.run();
        }

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return false;
        }
    }

    private final TestFactory factory;
    private final List<PreSave<Parent>> events = new ArrayList<>();

    CheckerIT(Database database) {
        factory = TestFactory.of(database, Parent.class, Child.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aReceiverCalledInsideAFlushIsFound() {
        factory.signals().preSave().connect(Parent.class, events::add);
        insideFlush(this::sendAgain);

        assertThatThrownBy(() -> factory.saved(new Parent()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("inside a flush or cascade")
                .hasMessageContaining(Parent.class.getName());
    }

    @Test
    void aReceiverCalledInsideACascadeIsFound() {
        factory.signals().preSave().connect(Parent.class, events::add);
        Parent parent = new Parent();
        Child child = new Child();
        child.parent = parent;
        parent.children.add(child);
        parent.beforeChild = this::sendAgain;

        assertThatThrownBy(() -> factory.saved(parent))
                .hasStackTraceContaining(AssertionError.class.getName())
                .hasStackTraceContaining("inside a flush or cascade")
                .hasStackTraceContaining(Parent.class.getName());
    }

    @Test
    void anEventSentAgainOutsideOfFlushAndCascadeIsLeftAlone() {
        factory.signals().preSave().connect(Parent.class, events::add);

        factory.inTransaction(session -> {
            session.persist(new Parent());
            sendAgain();
        });

        assertThat(events).hasSize(2).containsOnly(events.get(0));
    }

    private void sendAgain() {
        factory.signals().preSave().signal().send(Parent.class, events.get(0));
    }

    private void insideFlush(Runnable work) {
        factory.sessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getEventListenerRegistry()
                .getEventListenerGroup(EventType.POST_INSERT)
                .appendListener(new InsideFlush(work));
    }
}
