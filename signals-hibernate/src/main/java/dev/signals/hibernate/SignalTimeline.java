package dev.signals.hibernate;

import dev.signals.Scope;
import java.util.List;

/**
 * What happens in sessions, in order, for people to read: calls of receivers, flushes, SQL statements, and the end of the transaction.
 *
 * <pre>{@code
 * try (SignalTimeline timeline = signals.timeline(session)) {
 *     session.persist(article);
 *     session.flush();
 *     System.out.println(timeline);
 * }
 * }</pre>
 *
 * <p>What is indented happens inside of what stands above it. Only receivers that are called are shown: a signal that nobody is
 * connected for is not sent. The text of a statement is shown if {@link SignalSettings#TIMELINE} is set. Made by {@link
 * FactorySignals#timeline()}; until it is closed, calls cost a little more. May be read from any thread. For development and
 * documentation: it keeps everything until it is dropped.
 */
public interface SignalTimeline extends Scope {

    /** Adds a line of its own, for instance what the application does next. */
    void mark(String text);

    /** The lines, with two spaces for each level. */
    List<String> lines();

    /** A Mermaid sequence diagram of sessions, receivers and the database. */
    String toMermaid();

    /** Ends it; what has been written down stays. */
    @Override
    void close();

    /** All lines. */
    @Override
    String toString();
}
