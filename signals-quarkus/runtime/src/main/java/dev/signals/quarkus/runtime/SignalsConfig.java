package dev.signals.quarkus.runtime;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings under {@code quarkus.signals}. Each persistence unit gets them, unless one of its unsupported properties is the
 * same setting under its name in Hibernate, for instance {@code signals.strict}.
 */
@ConfigMapping(prefix = "quarkus.signals")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface SignalsConfig {

    /** Whether signals are sent. */
    @WithDefault("true")
    boolean enabled();

    /** Whether an operation fails whose receivers would be called inside a flush or a cascade. By default it does not. */
    Optional<Boolean> strict();

    /** How many rounds of signals one operation may have before it counts as a loop. By default 100. */
    Optional<Integer> rounds();

    /** Whether timelines see all sessions and the text of statements. By default they do not. */
    Optional<Boolean> timeline();

    /** The time from which on a call of a receiver is slow, and is logged with its statements. By default no call is slow. */
    Optional<Duration> slow();

    /** Classes with receiver methods that are no beans. */
    Optional<List<String>> receivers();

    /** Bulk statements. */
    Bulk bulk();

    /** What is done about bulk statements. */
    interface Bulk {

        /** Whether bulk statements are watched and send signals. By default they are not. */
        Optional<Boolean> enabled();

        /** What is done about a bulk statement that changes rows whose receivers it does not call. By default nothing. */
        Optional<BulkPolicy> policy();

        /** The same for single entities and their subclasses, by the name of the entity. */
        Map<String, BulkPolicy> policies();
    }

    /** What is done about a bulk statement that changes rows whose receivers it does not call. */
    enum BulkPolicy {
        /** Nothing. */
        IGNORE,
        /** The receivers are logged. */
        WARN,
        /** The statement is not executed. */
        FAIL
    }
}
