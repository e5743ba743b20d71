package dev.signals.hibernate.internal.timeline;

import dev.signals.Connection;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.internal.state.IdentifierText;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Events and exceptions in words that strangers may read. Identifiers may be values, so entities are numbered in the order in
 * which they appear. The messages of exceptions often have values, so they are left out.
 */
final class WordsWithoutValues {

    private static final int MOST_NUMBERS = 10_000;
    private static final int MOST_CAUSES = 10;

    private final Map<String, Integer> numbers = new HashMap<>();

    void forgetNumbers() {
        numbers.clear();
    }

    String event(Connection connection, Object argument) {
        if (argument instanceof List<?> batch) {
            return connection.signal() + " of " + batch.size() + " in one call";
        }
        return argument instanceof TransactionEvent event ? summary(event) : connection.signal();
    }

    private String summary(TransactionEvent event) {
        Object id = event instanceof ModelEvent<?> model ? model.id() : null;
        if (id == null) {
            return event.summary();
        }
        EntityPersister persister = event.sessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(event.entityName());
        String text = IdentifierText.of(persister, id);
        return event.summary().replace("#" + text, "#" + number(persister.getRootEntityName() + "#" + text));
    }

    private String number(String entity) {
        if (numbers.size() >= MOST_NUMBERS && !numbers.containsKey(entity)) {
            return "...";
        }
        return numbers.computeIfAbsent(entity, key -> numbers.size() + 1).toString();
    }

    /** Returns the classes of an exception and of its causes, and the place where it was thrown. */
    static String failure(Throwable failure) {
        StringBuilder words = new StringBuilder();
        Throwable current = failure;
        for (int i = 0; i < MOST_CAUSES && current != null; i++) {
            words.append(i == 0 ? "" : ", caused by ").append(current.getClass().getName());
            if (current instanceof SQLException sql && sql.getSQLState() != null) {
                words.append(" (SQL state ").append(sql.getSQLState()).append(')');
            }
            current = current.getCause();
        }
        StackTraceElement place = place(failure.getStackTrace());
        return words + (place == null ? "" : " at " + place);
    }

    /** Returns the first place that is neither in the JDK nor in Hibernate, if there is one. */
    private static @Nullable StackTraceElement place(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (!frame.getClassName().matches("(java|jdk|sun|org\\.hibernate)\\..*")) {
                return frame;
            }
        }
        return stack.length == 0 ? null : stack[0];
    }
}
