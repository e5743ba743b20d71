package dev.signals.docs.preamble;

import dev.signals.Connection;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.docs.preamble.Model.Article;
import dev.signals.docs.preamble.Model.Invoice;
import dev.signals.docs.preamble.Model.Order;
import dev.signals.docs.preamble.Model.Status;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.outbox.call.EventCodec;
import dev.signals.test.SignalRecorder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.NullUnmarked;

/** What the code around a receiver has at hand in a blog and a shop. Only for the compiler: nothing of it is set. */
@NullUnmarked
public abstract class Blog extends Services {

    protected static final Status DRAFT = Status.DRAFT;
    protected static final Status PUBLISHED = Status.PUBLISHED;

    protected SessionFactory sessionFactory;
    protected SessionFactory factory;
    protected EntityManagerFactory entityManagerFactory;
    protected Session session;
    protected FactorySignals signals;
    protected SignalRecorder recorder;
    protected Connection connection;
    protected ExecutorService threadPool;
    protected MeterRegistry meterRegistry;
    protected ObservationRegistry observationRegistry;
    protected SignalReceiver<Object> receiver;

    protected Article article;
    protected Article draft;
    protected Order order;
    protected List<Article> rows;
    protected List<Article> fixtures;
    protected Signal<Invoice> PAID;
    protected EventCodec<Invoice> codec;

    protected long id;
    protected long authorId;
    protected String category;
    protected String key;
    protected Instant now;

    protected void announce(PostSave<Article> event) {}

    protected void checkSlug(PreSave<Article> event) {}

    protected void warn(String text) {}

    protected String currentUser() {
        return "";
    }
}
