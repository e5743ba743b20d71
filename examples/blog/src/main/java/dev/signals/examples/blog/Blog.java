package dev.signals.examples.blog;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.examples.blog.model.Comment;
import dev.signals.examples.blog.model.Profile;
import dev.signals.examples.blog.model.Tag;
import dev.signals.examples.blog.receivers.CacheReceiver;
import dev.signals.examples.blog.receivers.CoverFileReceiver;
import dev.signals.examples.blog.receivers.NotificationReceiver;
import dev.signals.examples.blog.receivers.ProfileReceiver;
import dev.signals.examples.blog.receivers.SlugReceiver;
import dev.signals.examples.blog.receivers.TagCountReceiver;
import dev.signals.examples.blog.receivers.UpdatedAtReceiver;
import dev.signals.examples.blog.receivers.WordCountReceiver;
import dev.signals.examples.blog.services.CoverFiles;
import dev.signals.examples.blog.services.Outbox;
import dev.signals.examples.blog.services.TeaserCache;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import java.time.Clock;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;

/** An open blog: its session factory, its services, and the receivers connected to both. */
public final class Blog implements AutoCloseable {

    private final SessionFactory sessionFactory;
    private final SignalCounter counter = new SignalCounter();
    private final Outbox outbox = new Outbox();
    private final TeaserCache teasers = new TeaserCache();
    private final CoverFiles covers = CoverFiles.inTemporaryDirectory();

    private Blog(SessionFactory sessionFactory) {
        this.sessionFactory = sessionFactory;
    }

    /** Makes the tables, and connects the receivers. */
    public static Blog open(BlogDatabase database, Clock clock) {
        Blog blog = new Blog(sessionFactory(database));
        blog.connectReceivers(clock);
        return blog;
    }

    private static SessionFactory sessionFactory(BlogDatabase database) {
        return new HibernatePersistenceConfiguration("blog")
                .managedClasses(Author.class, Profile.class, Article.class, Tag.class, Comment.class)
                .jdbcUrl(database.url())
                .defaultSchema(BlogDatabase.SCHEMA)
                .schemaToolingAction(Action.CREATE_ONLY)
                .property(SignalSettings.TIMELINE, true)
                .createEntityManagerFactory();
    }

    private void connectReceivers(Clock clock) {
        counter.connect(signals());
        Stream.of(
                        new SlugReceiver(),
                        new WordCountReceiver(),
                        new ProfileReceiver(),
                        new UpdatedAtReceiver(clock),
                        new TagCountReceiver(),
                        new NotificationReceiver(outbox),
                        new CacheReceiver(teasers),
                        new CoverFileReceiver(covers))
                .forEach(receiver -> receiver.connect(signals()));
    }

    public SessionFactory sessionFactory() {
        return sessionFactory;
    }

    FactorySignals signals() {
        return ModelSignals.of(sessionFactory);
    }

    SignalCounter counter() {
        return counter;
    }

    Outbox outbox() {
        return outbox;
    }

    TeaserCache teasers() {
        return teasers;
    }

    CoverFiles covers() {
        return covers;
    }

    @Override
    public void close() {
        try {
            sessionFactory.close();
        } finally {
            covers.close();
        }
    }
}
