package dev.signals.quarkus.runtime;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** The settings of the signals panel, which there is in dev mode only. */
@ConfigMapping(prefix = "quarkus.signals.panel")
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
public interface PanelConfig {

    /** Whether there is a panel in dev mode. */
    @WithDefault("true")
    boolean enabled();

    /** At which port of localhost it is; by default 7878, or a free one if that is taken. */
    OptionalInt port();

    /** Whether it shows values of entities: identifiers, messages of exceptions, literals in statements. */
    @WithDefault("false")
    boolean values();

    /** How many entries of its timeline it keeps; by default 20,000. */
    OptionalInt entries();
}
