package dev.signals.spring.boot;

import static dev.signals.spring.boot.Application.inTransaction;
import static dev.signals.spring.boot.Application.runner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostSave;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The spans of a request that saves an article. */
class TracesTest {

    static class Titles {

        @Receiver
        void atOnce(PostSave<Article> event) {}

        @Receiver(async = true)
        void later(PostSave<Article> event) {}

        @Receiver(durable = "mails")
        void durable(Changed<Article> change) {}
    }

    private static SimpleSpan span(SimpleTracer tracer, String name) {
        await().until(() ->
                tracer.getSpans().stream().anyMatch(each -> each.getName().equals(name)));
        return tracer.getSpans().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void callsAreChildrenOfTheRequestAndDurableOnesAreLinkedToIt() {
        runner().withBean(Titles.class).withBean(SimpleTracer.class).run(context -> {
            SimpleTracer tracer = context.getBean(SimpleTracer.class);
            Observation.createNotStarted("request", context.getBean(ObservationRegistry.class))
                    .observe(() -> inTransaction(context, manager -> manager.persist(new Article())));

            SimpleSpan request = span(tracer, "request");
            for (String child : List.of("post_save atOnce", "post_save later")) {
                assertThat(span(tracer, child).context().traceId())
                        .as(child)
                        .isEqualTo(request.context().traceId());
                assertThat(span(tracer, child).context().parentId())
                        .as(child)
                        .isEqualTo(request.context().spanId());
            }
            SimpleSpan durable = span(tracer, "changed durable");
            assertThat(durable.context().traceId())
                    .isNotEqualTo(request.context().traceId());
            assertThat(durable.getLinks())
                    .extracting(Link::getTraceContext)
                    .extracting(link -> link.spanId())
                    .containsExactly(request.context().spanId());
            assertThat(durable.getTags())
                    .containsEntry("sender", Article.class.getName())
                    .containsEntry("id", "1");
        });
    }

    @Test
    void receiversOfOneLambdaHaveOneTag() {
        runner().withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            FactorySignals signals = context.getBean(FactorySignals.class);
            for (int i = 0; i < 1000; i++) {
                int number = i;
                signals.postSave()
                        .connect(Article.class, event -> event.summary().charAt(number % 2));
            }

            inTransaction(context, manager -> manager.persist(new Article()));

            assertThat(context.getBean(MeterRegistry.class)
                            .find("signals.receiver")
                            .timers())
                    .singleElement()
                    .extracting(Timer::count)
                    .isEqualTo(1000L);
        });
    }
}
