package dev.signals.docs.preamble;

import dev.signals.docs.preamble.Model.Article;
import dev.signals.docs.preamble.Model.Order;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Logger;

/** What receivers call. */
@NullUnmarked
public abstract class Services {

    protected Mail mail;
    protected Index index;
    protected Index counts;
    protected Writer audit;
    protected Writer history;
    protected Queue queue;
    protected Files files;
    protected Cache cache;
    protected Redirects redirects;
    protected Login login;
    protected Importer importer;
    protected Importer importService;
    protected Articles articles;
    protected Orders orders;
    protected Mailer mailer;
    protected Logger log;

    protected interface Mail {
        void send(Object what);
    }

    protected interface Mailer {
        List<String> sent();

        void send(Object what);
    }

    protected interface Index {
        void add(Object... what);

        void tag(Object... what);

        void author(Object... what);

        void update(Object... what);

        boolean write(Object what);

        void delete(Object id);
    }

    protected interface Writer {
        void write(Object... what);

        void add(Object... what);
    }

    protected interface Queue {
        void wakeUp();
    }

    protected interface Files {
        void delete(Object path);
    }

    protected interface Cache {
        void clear();

        void evict(Object id);
    }

    protected interface Redirects {
        void add(Object from, Object to);
    }

    protected interface Login {
        String name();
    }

    protected interface Importer {
        void run();

        void run(Session session);
    }

    protected interface Articles {
        void publish(Article article);
    }

    protected interface Orders {
        void place(Order order);
    }
}
