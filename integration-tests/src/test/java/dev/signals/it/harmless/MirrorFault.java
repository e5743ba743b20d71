package dev.signals.it.harmless;

import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import org.jspecify.annotations.Nullable;

/** What a library could announce wrongly, to see that a copy that is kept by it would show that. */
enum MirrorFault {
    LOSES_A_SAVE {
        @Override
        boolean loses(ModelEvent<?> event) {
            return event instanceof PostSave<?> && isChosen(event);
        }
    },

    LOSES_AN_UPDATE {
        @Override
        boolean loses(ModelEvent<?> event) {
            return event instanceof PostSave<?> save && !save.created() && isChosen(event);
        }
    },

    LOSES_A_DELETION {
        @Override
        boolean loses(ModelEvent<?> event) {
            return event instanceof PostDelete<?>;
        }
    },

    LOSES_AN_ADDITION {
        @Override
        boolean loses(ModelEvent<?> event) {
            return event instanceof M2mChanged<?> change && change.action() == M2mAction.POST_ADD && isChosen(event);
        }
    },

    LOSES_THE_REMOVAL_OF_ELEMENTS {
        @Override
        boolean loses(ModelEvent<?> event) {
            return event instanceof M2mChanged<?> change
                    && (change.action() == M2mAction.POST_REMOVE || change.action() == M2mAction.POST_CLEAR);
        }
    },

    LOSES_A_CHANGE_OF_A_COLLECTION {
        @Override
        boolean loses(ModelEvent<?> event) {
            return event instanceof CollectionChanged<?> change
                    && !change.removed().isEmpty();
        }
    },

    TELLS_THE_KEY_OF_ANOTHER {
        @Override
        @Nullable
        Object id(ModelEvent<?> event) {
            return event.id() instanceof Long id && isChosen(event) ? (Object) (id + 1) : event.id();
        }
    },

    TELLS_THE_OLD_VALUE {
        @Override
        @Nullable
        Object value(@Nullable Object oldValue, @Nullable Object newValue) {
            return oldValue == null ? newValue : oldValue;
        }
    },

    TELLS_NO_NULL {
        @Override
        @Nullable
        Object value(@Nullable Object oldValue, @Nullable Object newValue) {
            return newValue == null ? oldValue : newValue;
        }
    },

    NONE;

    boolean loses(ModelEvent<?> event) {
        return false;
    }

    @Nullable
    Object id(ModelEvent<?> event) {
        return event.id();
    }

    @Nullable
    Object value(@Nullable Object oldValue, @Nullable Object newValue) {
        return newValue;
    }

    private static boolean isChosen(ModelEvent<?> event) {
        return event.instance() instanceof Made made && made.number() % 5 == 0;
    }
}
