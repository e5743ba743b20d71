package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.harmless.AllowedDifferences.LoadsBefore;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Does the same work without and with receivers, and compares. */
final class Trial implements Oracle {

    private final Database database;
    private final @Nullable Consumer<SessionFactory> harm;

    /** Makes a trial of the library. */
    Trial(Database database) {
        this.database = database;
        this.harm = null;
    }

    /**
     * Makes a trial of something else, without the library on either side.
     *
     * @param harm is given the factory of the one side, and does harm to it
     */
    Trial(Database database, Consumer<SessionFactory> harm) {
        this.database = database;
        this.harm = harm;
    }

    /** The first difference between the side without the library and the one with it, null if there is none. */
    @Override
    public @Nullable Difference difference(Script script, Map<String, byte[]> compiled) {
        DomainClasses classes = DomainClasses.of(script, compiled);
        LoadsBefore loadsBefore = LoadsBefore.of(script);
        Tape plain = run(script, classes, false);
        Tape heard = run(script, classes, true);
        Difference difference = Difference.between(plain, heard, loadsBefore);
        boolean isAllowed = difference == null
                || AllowedDifferences.isFailureOfPlainSide(difference, loadsBefore)
                || (loadsBefore == LoadsBefore.ANY_STEP && harm == null && isOfEarlyLoads(script, classes, heard));
        return isAllowed ? null : difference;
    }

    /** Returns whether the side without the library does the same if it loads orphans before it flushes. */
    private boolean isOfEarlyLoads(Script script, DomainClasses classes, Tape heard) {
        try (Side side = new Side(script.domain(), classes, database, false, deletions(script), factory -> {
            listenToDeletions(factory);
            EarlyLoads.addTo(factory);
        })) {
            return Difference.between(side.run(script.works()), heard, LoadsBefore.ANY_STEP) == null;
        }
    }

    /** The same for two sides without it: where they differ, a comparison says nothing. */
    @Override
    public @Nullable Difference noise(Script script, Map<String, byte[]> compiled) {
        DomainClasses classes = DomainClasses.of(script, compiled);
        return Difference.between(run(script, classes, false), run(script, classes, false), LoadsBefore.of(script));
    }

    private Tape run(Script script, DomainClasses classes, boolean signals) {
        try (Side side = side(script, classes, signals, deletions(script))) {
            return side.run(script.works());
        } catch (StackOverflowError e) {
            if (e.getStackTrace()[0].getClassName().startsWith("org.h2.")) {
                throw new Refused(e); // H2 plans a query with many eager joins by recursion.
            }
            throw e;
        }
    }

    private static boolean deletions(Script script) {
        return ReadingReceivers.Ear.hearsDeletions(script.ears());
    }

    private Side side(Script script, DomainClasses classes, boolean signals, boolean deletions) {
        ReadingReceivers[] readers = new ReadingReceivers[1];
        try {
            Side side = new Side(script.domain(), classes, database, signals && harm == null, deletions, factory -> {
                if (signals && harm == null) {
                    readers[0] = new ReadingReceivers(factory);
                    readers[0].connect(script.ears());
                } else if (deletions) {
                    listenToDeletions(factory);
                }
                if (signals && harm != null) {
                    harm.accept(factory);
                }
            });
            if (readers[0] != null && script.ears().contains(ReadingReceivers.Ear.PENDING_CHANGES)) {
                side.afterEachStep(readers[0]::readPending);
            }
            return side;
        } catch (RuntimeException
                | StackOverflowError
                | AssertionError e) { // Hibernate fails like this over some mappings.
            if (signals && e instanceof RuntimeException failure) {
                throw failure;
            }
            throw new Refused(e);
        }
    }

    /**
     * The one thing that a receiver of deletions is known to change: Hibernate loads a reference before it is removed as soon
     * as anybody listens to deletions. So somebody does on the other side too.
     */
    private static void listenToDeletions(SessionFactory factory) {
        factory.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(EventListenerRegistry.class)
                .appendListeners(EventType.POST_DELETE, new Nobody());
    }

    private static final class Nobody implements PostDeleteEventListener {

        private static final long serialVersionUID = 1L;

        @Override
        public void onPostDelete(PostDeleteEvent event) {}

        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return false;
        }
    }
}
