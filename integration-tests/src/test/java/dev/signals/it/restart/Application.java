package dev.signals.it.restart;

import java.util.List;
import java.util.Map;

/** What a run of the application is asked for from outside; this interface is one for all runs. */
public interface Application extends AutoCloseable {

    /** Connects to the signals of the process. */
    void connect(String way);

    /** Builds a session factory. */
    void build(Map<String, Object> settings);

    /** Registers receivers with the session factory that was built last, one of them asynchronous. */
    void register();

    /** Closes the session factory that was built last. */
    void closeFactory();

    /** Saves an entity with the session factory that was built last. */
    void save();

    /** What its receivers have logged since it was asked last. */
    List<String> calls();

    /** Closes all session factories. */
    void end();

    @Override
    default void close() {
        end();
    }
}
