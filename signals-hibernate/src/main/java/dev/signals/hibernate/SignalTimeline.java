package dev.signals.hibernate;

import dev.signals.Scope;
import java.util.List;

/**
 * A record of what happens in sessions, in order: calls of receivers, flushes, SQL statements, and the ends of
 * transactions. For people to read.
 *
 * <pre>{@code
 * try (SignalTimeline timeline = signals.timeline(session)) {
 *     session.persist(article);
 *     session.flush();
 *     System.out.println(timeline);
 * }
 * }</pre>
 *
 * <p>An indented line happens inside the line above it. Only receivers that are called are shown: a signal without
 * receivers is not sent. The text of a statement is shown if {@link SignalSettings#TIMELINE} is set. Open a timeline
 * with {@link FactorySignals#timeline()}; until it is closed, calls cost a little more. It may be read from any thread.
 * Use it for development and documentation only, because it keeps all its lines in memory.
 */
public interface SignalTimeline extends Scope {

    /** Adds a line, for instance about the next step of the application. */
    void mark(String text);

    /** Returns the lines, indented by two spaces for each level. */
    List<String> lines();

    /** Returns a Mermaid sequence diagram of sessions, receivers and the database. */
    String toMermaid();

    /** Ends the timeline. The recorded lines stay. */
    @Override
    void close();

    /** Returns all lines. */
    @Override
    String toString();
}
