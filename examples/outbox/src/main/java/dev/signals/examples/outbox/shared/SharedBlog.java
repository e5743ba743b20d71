package dev.signals.examples.outbox.shared;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.examples.blog.model.Comment;
import dev.signals.examples.blog.model.Profile;
import dev.signals.examples.blog.model.Tag;
import dev.signals.examples.blog.receivers.BlogReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.outbox.OutboxSettings;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;

/** The blog in the database that all processes share. */
public final class SharedBlog {

    private SharedBlog() {}

    /** Opens the blog in an empty database: makes the tables, those of the outbox too. */
    public static SessionFactory create(String url) {
        return open(url, Action.CREATE_ONLY);
    }

    /** Opens the blog in a database that has the tables. */
    public static SessionFactory open(String url) {
        return open(url, Action.NONE);
    }

    private static SessionFactory open(String url, Action action) {
        return new HibernatePersistenceConfiguration("blog")
                .managedClasses(Author.class, Profile.class, Article.class, Tag.class, Comment.class)
                .managedClasses(Announcement.class, DoneDeed.class)
                .jdbcUrl(url)
                .schemaToolingAction(action)
                .property(OutboxSettings.TABLES, true)
                // the writer is another process, so its calls are only found by looking
                .property(OutboxSettings.POLL, "200ms")
                // a process that was killed is noticed after four missed ones
                .property(OutboxSettings.HEARTBEAT, "1s")
                .createEntityManagerFactory();
    }

    /** Connects the durable receivers. Every process that writes or makes calls has to, with the same names. */
    public static void connectDurable(SessionFactory factory, ArticleIndex index) {
        connect(factory, new IndexReceiver(index), new AnnouncementReceiver());
    }

    /** Connects receivers to the blog. */
    public static void connect(SessionFactory factory, BlogReceiver... receivers) {
        FactorySignals signals = ModelSignals.of(factory);
        Stream.of(receivers).forEach(receiver -> receiver.connect(signals));
    }
}
