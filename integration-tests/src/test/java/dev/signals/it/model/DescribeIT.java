package dev.signals.it.model;

import static dev.signals.Options.after;
import static dev.signals.Options.filter;
import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.onError;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.hibernate.ModelSignals.createdOnly;
import static dev.signals.hibernate.ModelSignals.includingCollections;
import static dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted;
import static dev.signals.hibernate.ModelSignals.loadingKeys;
import static dev.signals.hibernate.ModelSignals.onChange;
import static dev.signals.hibernate.ModelSignals.updatedOnly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Condition;
import dev.signals.ErrorPolicy;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.WhenFull;
import dev.signals.hibernate.event.ChangeEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DescribeIT {

    static class NoteReceivers {
        @Receiver
        void saved(PostSave<Note> event) {}
    }

    @Test
    void everyConnectionIsALineOfTheTableAndAnArrowOfTheDiagram() {
        try (TestFactory factory = TestFactory.of(Database.H2, Zoo.entities())) {
            FactorySignals signals = factory.signals();
            signals.register(new NoteReceivers());
            signals.postSave()
                    .connect(Note.class, event -> {}, afterCommit(), uid("mail"), order(-1), filter(PostSave::created));
            signals.preDelete().connect(event -> {}, onError(ErrorPolicy.ISOLATE));
            signals.preSave().connect(Object.class, event -> {}, includingSubtypes());
            signals.m2mChanged().connect(Article.class, "tags", event -> {});
            signals.changed().connect(Note.class, event -> {}, beforeCommit());

            String lambda = "lambda in " + DescribeIT.class.getName();
            String method = NoteReceivers.class.getName() + ".saved";
            assertThat(signals.describe()
                            .toString()
                            .lines()
                            .map(line -> line.replaceAll(" {2,}", " | ").replaceAll(":\\d+ ", " ")))
                    .containsExactly(
                            "signal | sender | receiver | when | options",
                            "pre_save | Object and subtypes | " + lambda + " | at once",
                            "post_save | Zoo.Note | " + lambda + " | afterCommit() | uid \"mail\", order -1, filter",
                            "post_save | Zoo.Note | " + method + " | at once",
                            "pre_delete | any | " + lambda + " | at once | onError ISOLATE",
                            "m2m_changed | Zoo.Article.tags | " + lambda + " | at once",
                            "changed | Zoo.Note | " + lambda + " | beforeCommit()");
            assertThat(signals.describe().toMermaid().lines())
                    .startsWith(
                            "flowchart LR",
                            "    s0[\"Object and subtypes\"]",
                            "    r1[\"" + lambda + "\"]",
                            "    s0 -->|\"pre_save\"| r1")
                    .contains("    s2[\"Zoo.Note\"]", "    s2 -->|\"post_save, afterCommit()\"| r1");
        }
    }

    @Test
    void theOptionsOfAReceiverAreNamed() {
        Condition<ChangeEvent<?>> lambda = event -> true;
        try (TestFactory factory = TestFactory.of(Database.H2, Zoo.entities())) {
            FactorySignals signals = factory.signals();
            signals.postSave().connect(Note.class, event -> {}, after("slug", "index"), createdOnly(), lambda);
            signals.postSave()
                    .connect(
                            Note.class,
                            event -> {},
                            updatedOnly(),
                            onChange("text").from("a").to(null),
                            filter(e -> true));
            signals.changed()
                    .connect(
                            Note.class,
                            event -> {},
                            includingCreatedAndDeleted(),
                            includingCollections(),
                            createdOnly());
            signals.m2mChanged().connect(Article.class, "tags", event -> {}, loadingKeys());

            assertThat(signals.describe().toString().lines().skip(1).map(line -> line.replaceAll(".* {2,}", "")))
                    .containsExactly(
                            "after \"slug\" and \"index\", createdOnly(), condition",
                            "updatedOnly(), onChange(text).from(a).to(null), filter",
                            "loadingKeys()",
                            "createdOnly(), includingCollections(), includingCreatedAndDeleted()");
        }
    }

    /** Says much of itself, as pools do. */
    private static final class Talkative implements Executor {

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public String toString() {
            return "Talkative[pool size = 0, active threads = 0, queued tasks = 0, completed tasks = 0]";
        }
    }

    private static String whenWith(ReceiverExecutor executor) {
        try (TestFactory factory = TestFactory.of(Database.H2, Zoo.entities())) {
            factory.signals().postSave().connect(Note.class, event -> {}, afterCommit(executor));
            String line =
                    factory.signals().describe().toString().lines().toList().get(1);
            return line.replaceAll(".* {2,}", "");
        }
    }

    @Test
    void anExecutorIsNamedByItsKindAndWhatWasAskedOfIt() {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            assertThat(whenWith(ReceiverExecutor.on(pool))).isEqualTo("afterCommit(ThreadPoolExecutor)");
            assertThat(whenWith(ReceiverExecutor.on(pool).orderedPerEntity().atMost(10, WhenFull.REJECT)))
                    .isEqualTo("afterCommit(ThreadPoolExecutor, ordered per entity, at most 10, then REJECT)");
        } finally {
            pool.shutdown();
        }
        assertThat(whenWith(ReceiverExecutor.on(new Talkative()))).isEqualTo("afterCommit(DescribeIT.Talkative)");
        assertThat(whenWith(ReceiverExecutor.on(Runnable::run))).isEqualTo("afterCommit(lambda in DescribeIT)");
        assertThat(whenWith(ReceiverExecutor.on(new Executor() {
                    @Override
                    public void execute(Runnable work) {}
                })))
                .isEqualTo("afterCommit(DescribeIT.1)");
    }

    static class Pushing {
        @Receiver(async = true)
        void pushed(PostSave<Note> event) {}
    }

    @Test
    void theDefaultExecutorIsNamedAsWhatItIsOnThisJava() {
        String threads = Runtime.version().feature() < 21 ? "daemon threads" : "virtual threads";
        try (TestFactory factory = TestFactory.of(Database.H2, Zoo.entities())) {
            factory.signals().register(new Pushing());

            assertThat(factory.signals().describe().toString())
                    .endsWith("  afterCommit(" + threads + ", ordered per entity)");
        }
    }
}
