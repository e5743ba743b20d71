package dev.signals.spring.boot;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.micrometer.ReceiverObservationContext;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Puts the trace into the context of events, and links durable calls to it. Comes after what brings a tracer. */
@AutoConfiguration(
        after = SignalsAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration"
        },
        beforeName = "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration")
@ConditionalOnClass(Tracer.class)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public class SignalsTracingAutoConfiguration {

    @Bean
    @ConditionalOnBean(Tracer.class)
    ContextProvider signalsTraceContext(Tracer tracer) {
        return () -> {
            TraceContext trace = tracer.currentTraceContext().context();
            return trace == null
                    ? Map.of()
                    : Traceparent.of(trace)
                            .<Map<String, ?>>map(text -> Map.of(ReceiverObservationContext.TRACEPARENT, text))
                            .orElse(Map.of());
        };
    }

    /** Comes before the handler for all observations. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnBean(Tracer.class)
    DurableCallTracing signalsDurableCallTracing(Tracer tracer) {
        return new DurableCallTracing(tracer);
    }
}
