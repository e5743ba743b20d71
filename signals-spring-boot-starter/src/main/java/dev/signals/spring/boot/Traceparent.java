package dev.signals.spring.boot;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A trace as text, in the form of the W3C for the header of that name. */
final class Traceparent {

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String ZEROS = "00000000000000000000000000000000";

    private Traceparent() {}

    /** Returns the text; empty for the trace of a tracer that does nothing. */
    static Optional<String> of(TraceContext trace) {
        String id = trace.traceId();
        String text = "00-" + ZEROS.substring(Math.min(id.length(), ZEROS.length())) + id + "-" + trace.spanId() + "-"
                + (Boolean.TRUE.equals(trace.sampled()) ? "01" : "00");
        return FORM.matcher(text).matches() && !text.startsWith("00-" + ZEROS) ? Optional.of(text) : Optional.empty();
    }

    /** Reads a text; empty if it is of another form. */
    static Optional<TraceContext> parse(String text, Tracer tracer) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(tracer.traceContextBuilder()
                        .traceId(parts.group(1))
                        .spanId(parts.group(2))
                        .sampled(parts.group(3).endsWith("1"))
                        .build())
                : Optional.empty();
    }
}
