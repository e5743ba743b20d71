package dev.signals.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The signals panel, if signals-panel is on the class path.
 *
 * @param enabled Whether the panel is served; for development only, and never with a profile whose name begins with "prod"
 * @param port At which port of localhost; by default 7878, or a free one if that is taken
 * @param values Whether it shows values of entities: identifiers, messages of exceptions, literals in statements
 * @param entries How many entries of its timeline it keeps
 */
@ConfigurationProperties("signals.panel")
public record PanelProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable Integer port,
        @DefaultValue("false") boolean values,
        @Nullable Integer entries) {}
