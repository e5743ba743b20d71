package dev.signals.examples.outbox.writer;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Tag;
import java.util.List;
import java.util.Random;
import org.hibernate.Session;

/** Does something to an article that happens to be there. The number decides what. */
record Edit(int number) implements Deed {

    private static final List<String> EDITORS_TAGS = List.of("classic", "for schools", "to be checked");

    @Override
    public String name() {
        return "edit " + number;
    }

    @Override
    public void doIn(Session session) {
        List<Long> ids = session.createSelectionQuery("select id from Article order by id", Long.class)
                .getResultList();
        if (!ids.isEmpty()) {
            Random random = new Random(number);
            edit(session.find(Article.class, ids.get(random.nextInt(ids.size()))), random, session);
        }
    }

    private void edit(Article article, Random random, Session session) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> revise(article);
            case 4, 5, 6, 7 -> retag(article, EDITORS_TAGS.get(random.nextInt(EDITORS_TAGS.size())), session);
            case 8 -> withdraw(article, session);
            default -> renew(article, session);
        }
    }

    private void revise(Article article) {
        article.setTitle("State of the Union " + article.getPublishedYear() + ", edit " + number);
        article.setBody(article.getBody() + "\nNote of edit " + number);
    }

    /** Changes nothing but the tags. */
    private static void retag(Article article, String name, Session session) {
        Tag tag = Tags.named(name, session);
        if (!article.getTags().remove(tag)) {
            article.getTags().add(tag);
        }
    }

    private static void withdraw(Article article, Session session) {
        session.remove(article);
    }

    /** One article goes and another one comes, in one transaction. */
    private static void renew(Article article, Session session) {
        Article renewed =
                new Article(article.getAuthor(), article.getPublishedYear(), article.getTitle(), article.getBody());
        renewed.getTags().addAll(article.getTags());
        session.remove(article);
        session.persist(renewed);
    }
}
