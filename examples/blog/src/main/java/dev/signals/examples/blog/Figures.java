package dev.signals.examples.blog;

import dev.signals.examples.blog.Report.LongArticle;
import dev.signals.examples.blog.Report.Summary;
import dev.signals.examples.blog.Report.TagCount;
import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Asks the database for the figures of the report. */
final class Figures {

    private static final int LONGEST = 3;

    private final SessionFactory sessionFactory;

    Figures(SessionFactory sessionFactory) {
        this.sessionFactory = sessionFactory;
    }

    String database() {
        return sessionFactory.fromSession(session -> session.doReturningWork(connection -> {
            DatabaseMetaData database = connection.getMetaData();
            return database.getDatabaseProductName() + " "
                    + database.getDatabaseProductVersion().split(" ", 2)[0];
        }));
    }

    Summary summary() {
        return sessionFactory.fromTransaction(session -> new Summary(
                number(session, "select count(*) from Article"),
                number(session, "select sum(wordCount) from Article"),
                longest(session)));
    }

    private static List<LongArticle> longest(Session session) {
        return session.createSelectionQuery(
                        "select title, author.name, wordCount from Article order by wordCount desc, id",
                        LongArticle.class)
                .setMaxResults(LONGEST)
                .getResultList();
    }

    List<TagCount> tags() {
        return sessionFactory.fromTransaction(session -> session.createSelectionQuery(
                        "select name, articleCount from Tag order by articleCount desc, name", TagCount.class)
                .getResultList());
    }

    SortedMap<String, Long> rows() {
        return sessionFactory.fromTransaction(session -> {
            SortedMap<String, Long> rows = new TreeMap<>();
            rows.put("article", number(session, "select count(*) from Article"));
            rows.put("article_tag", number(session, "select count(*) from Article a join a.tags"));
            rows.put("author", number(session, "select count(*) from Author"));
            rows.put("comment", number(session, "select count(*) from Comment"));
            rows.put("profile", number(session, "select count(*) from Profile"));
            rows.put("tag", number(session, "select count(*) from Tag"));
            return rows;
        });
    }

    private static long number(Session session, String query) {
        return session.createSelectionQuery(query, Long.class).getSingleResult();
    }
}
