package dev.signals.it.harmless;

import java.util.Optional;
import org.hibernate.Session;

/** What a receiver does to the entities of the work, or what is done by hand instead. */
enum Deed {
    /** Sets an attribute of the entity itself, or of another one if it is removed. */
    SET {
        @Override
        void perform(Deeds deeds, Session session, Made instance, boolean removed) {
            Optional<Made> changed = removed ? deeds.other(session, instance) : Optional.of(instance);
            changed.ifPresent(deeds::set);
        }
    },
    PERSIST {
        @Override
        void perform(Deeds deeds, Session session, Made instance, boolean removed) {
            session.persist(deeds.fresh(session));
        }
    },
    REMOVE {
        @Override
        void perform(Deeds deeds, Session session, Made instance, boolean removed) {
            deeds.other(session, instance).ifPresent(session::remove);
        }
    },
    QUERY {
        @Override
        void perform(Deeds deeds, Session session, Made instance, boolean removed) {
            deeds.count(session);
        }
    },
    FLUSH {
        @Override
        void perform(Deeds deeds, Session session, Made instance, boolean removed) {
            session.flush();
        }
    };

    /**
     * Does it.
     *
     * @param removed whether the instance is being removed
     */
    abstract void perform(Deeds deeds, Session session, Made instance, boolean removed);

    /** When it is done. */
    enum Moment {
        PRE_SAVE,
        POST_SAVE,
        PRE_DELETE,
        POST_DELETE;

        boolean isBefore() {
            return this == PRE_SAVE || this == PRE_DELETE;
        }

        boolean isOfRemoval() {
            return this == PRE_DELETE || this == POST_DELETE;
        }
    }
}
