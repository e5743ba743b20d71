package dev.signals.it.harmless;

import dev.signals.it.harmless.Tape.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.hibernate.Interceptor;
import org.hibernate.Transaction;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Writes down what Hibernate tells an interceptor, and changes an attribute if it is asked to. */
final class RecordingInterceptor implements Interceptor {

    private final boolean sets;

    RecordingInterceptor(boolean sets) {
        this.sets = sets;
    }

    private static void write(String call, @Nullable Object entity, Object... more) {
        Tape.current().write(Track.INTERCEPTOR, call + " " + Show.value(entity) + " " + Arrays.toString(more));
    }

    private static String shown(@Nullable Object @Nullable [] state) {
        return state == null
                ? "null"
                : Arrays.stream(state).map(Show::value).toList().toString();
    }

    @Override
    public boolean onLoad(Object entity, Object id, Object[] state, String[] names, Type[] types) {
        write("onLoad", null, Show.simpleName(entity.getClass().getName()), id, shown(state));
        return false;
    }

    @Override
    public boolean onPersist(Object entity, Object id, Object[] state, String[] names, Type[] types) {
        write("onPersist", entity, id, shown(state));
        return set(state, names, types);
    }

    @Override
    public boolean onFlushDirty(
            Object entity, Object id, Object[] state, Object[] previous, String[] names, Type[] types) {
        write("onFlushDirty", entity, id, shown(state), shown(previous));
        return set(state, names, types);
    }

    private boolean set(Object[] state, String[] names, Type[] types) {
        if (sets) {
            for (int i = 0; i < names.length; i++) {
                if (types[i].getReturnedClass() == String.class
                        && state[i] instanceof String text
                        && !text.endsWith("!")) {
                    state[i] = text + "!";
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void onRemove(Object entity, Object id, Object[] state, String[] names, Type[] types) {
        write("onRemove", entity, id, shown(state));
    }

    @Override
    public void onCollectionRecreate(Object collection, Object key) {
        write("onCollectionRecreate", collection, key);
    }

    @Override
    public void onCollectionRemove(Object collection, Object key) {
        write("onCollectionRemove", collection, key);
    }

    @Override
    public void onCollectionUpdate(Object collection, Object key) {
        write("onCollectionUpdate", collection, key);
    }

    @Override
    public void preFlush(Iterator<Object> entities) {
        write("preFlush", all(entities));
    }

    @Override
    public void postFlush(Iterator<Object> entities) {
        write("postFlush", all(entities));
    }

    private static List<String> all(Iterator<Object> entities) {
        List<String> shown = new ArrayList<>();
        entities.forEachRemaining(entity -> shown.add(Show.value(entity)));
        return shown;
    }

    @Override
    public @Nullable Boolean isTransient(Object entity) {
        Tape.current().write(Track.QUESTION, "isTransient");
        return null;
    }

    @Override
    public int @Nullable [] findDirty(
            Object entity, Object id, Object[] state, Object[] previous, String[] names, Type[] types) {
        Tape.current().write(Track.QUESTION, "findDirty");
        return null;
    }

    @Override
    public void afterTransactionBegin(Transaction transaction) {
        write("afterTransactionBegin", null);
    }

    @Override
    public void beforeTransactionCompletion(Transaction transaction) {
        write("beforeTransactionCompletion", null);
    }

    @Override
    public void afterTransactionCompletion(Transaction transaction) {
        write("afterTransactionCompletion", null);
    }

    @Override
    public void preMerge(Object entity, Object[] state, String[] names, Type[] types) {
        write("preMerge", null, shown(state));
    }

    @Override
    public void postMerge(
            Object source,
            Object target,
            Object id,
            Object[] targetState,
            Object[] originalState,
            String[] names,
            Type[] types) {
        write("postMerge", target, id, shown(targetState), shown(originalState));
    }

    @Override
    public void onInsert(Object entity, Object id, Object[] state, String[] names, Type[] types) {
        write("onInsert", entity, id, shown(state));
    }

    @Override
    public void onUpdate(Object entity, Object id, Object[] state, String[] names, Type[] types) {
        write("onUpdate", entity, id, shown(state));
    }

    @Override
    public void onUpsert(Object entity, Object id, Object[] state, String[] names, Type[] types) {
        write("onUpsert", entity, id, shown(state));
    }

    @Override
    public void onDelete(Object entity, Object id, String[] names, Type[] types) {
        write("onDelete", entity, id);
    }
}
