package dev.signals.it.harmless;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/** The ways in which receivers that only read listen to all entities of a factory. */
enum Listening {
    PRE_SAVE {
        @Override
        void connect(Ears ears) {
            ears.add(ears.signals.preSave().connect(ears::read));
        }
    },
    POST_SAVE {
        @Override
        void connect(Ears ears) {
            ears.add(ears.signals.postSave().connect(ears::read));
        }
    },
    POST_SAVE_AFTER_COMMIT {
        @Override
        void connect(Ears ears) {
            ears.add(ears.signals.postSave().connect(ears::read, ModelSignals.afterCommit()));
        }
    },
    CHANGED_BEFORE_COMMIT {
        @Override
        void connect(Ears ears) {
            ears.add(ears.signals
                    .changed()
                    .connect(ears::read, ModelSignals.beforeCommit(), ModelSignals.includingCollections()));
        }
    },
    CHANGED_AFTER_COMMIT {
        @Override
        void connect(Ears ears) {
            ears.add(ears.signals
                    .changed()
                    .connect(
                            ears::read,
                            ModelSignals.includingCollections(),
                            ModelSignals.includingCreatedAndDeleted()));
        }
    },
    COLLECTION_CHANGED {
        @Override
        void connect(Ears ears) {
            ears.add(ears.signals.collectionChanged().connect(ears::read));
        }
    },
    M2M_CHANGED {
        @Override
        void connect(Ears ears) {
            ears.add(ears.signals.m2mChanged().connect(ears::read));
        }
    },
    PRE_DELETE {
        @Override
        void connect(Ears ears) {
            ears.add(ears.signals.preDelete().connect(ears::read));
        }
    },
    POST_DELETE {
        @Override
        void connect(Ears ears) {
            ears.add(ears.signals.postDelete().connect(ears::read));
        }
    },
    BOTH_SAVES {
        @Override
        void connect(Ears ears) {
            PRE_SAVE.connect(ears);
            POST_SAVE.connect(ears);
        }
    },
    SAVES_AND_DELETIONS {
        @Override
        void connect(Ears ears) {
            BOTH_SAVES.connect(ears);
            PRE_DELETE.connect(ears);
            POST_DELETE.connect(ears);
        }
    },
    EVERYTHING {
        @Override
        void connect(Ears ears) {
            EnumSet.complementOf(EnumSet.of(this, BOTH_SAVES, SAVES_AND_DELETIONS))
                    .forEach(listening -> listening.connect(ears));
        }
    };

    abstract void connect(Ears ears);

    /** Calls {@code heard} for each event while the answer is open. */
    Ears on(FactorySignals signals, Consumer<? super ModelEvent<?>> heard) {
        Ears ears = new Ears(signals, heard);
        connect(ears);
        return ears;
    }

    /** The receivers of one listening. */
    static final class Ears implements AutoCloseable {

        private final FactorySignals signals;
        private final Consumer<? super ModelEvent<?>> heard;
        private final List<Connection> connections = new ArrayList<>();

        private Ears(FactorySignals signals, Consumer<? super ModelEvent<?>> heard) {
            this.signals = signals;
            this.heard = heard;
        }

        private void add(Connection connection) {
            connections.add(connection);
        }

        /** Reads all that an event computes when it is asked. */
        private void read(ModelEvent<?> event) {
            event.id();
            event.summary();
            if (event instanceof PreSave<?> save) {
                save.changes().forEach(change -> {});
            } else if (event instanceof PostSave<?> save) {
                save.changes().forEach(change -> {});
                save.state().size();
            } else if (event instanceof Changed<?> changed) {
                changed.changes().forEach(change -> {});
                changed.state().size();
                changed.collections().size();
            } else if (event instanceof M2mChanged<?> changed) {
                changed.pks().size();
                changed.elements().size();
            } else if (event instanceof CollectionChanged<?> changed) {
                changed.added().size();
                changed.removed().size();
            }
            heard.accept(event);
        }

        @Override
        public void close() {
            connections.forEach(Connection::disconnect);
        }
    }
}
