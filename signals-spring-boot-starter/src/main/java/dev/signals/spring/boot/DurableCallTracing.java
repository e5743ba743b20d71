package dev.signals.spring.boot;

import dev.signals.hibernate.micrometer.ReceiverObservationContext;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler;

/**
 * Links the trace of a durable call to the trace in which its event has happened. It is no subclass of the handler for all
 * observations, because Spring Boot has that only if there is no other of its kind.
 */
final class DurableCallTracing implements TracingObservationHandler<ReceiverObservationContext> {

    private final Tracer tracer;
    private final DefaultTracingObservationHandler common;

    DurableCallTracing(Tracer tracer) {
        this.tracer = tracer;
        this.common = new DefaultTracingObservationHandler(tracer);
    }

    @Override
    public Tracer getTracer() {
        return tracer;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ReceiverObservationContext call
                && call.linkedTrace().isPresent();
    }

    @Override
    public void onStart(ReceiverObservationContext context) {
        Span.Builder span = tracer.spanBuilder().setNoParent();
        context.linkedTrace()
                .flatMap(trace -> Traceparent.parse(trace, tracer))
                .ifPresent(trace -> span.addLink(new Link(trace)));
        getTracingContext(context).setSpan(span.start());
    }

    @Override
    public void onStop(ReceiverObservationContext context) {
        common.onStop(context);
    }
}
