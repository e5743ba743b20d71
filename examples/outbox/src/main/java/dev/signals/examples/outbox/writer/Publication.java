package dev.signals.examples.outbox.writer;

import dev.signals.examples.blog.Address;
import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import org.hibernate.Session;

/** Makes an article of an address. */
record Publication(Address address) implements Deed {

    @Override
    public String name() {
        return "publish " + address.coverFile();
    }

    @Override
    public void doIn(Session session) {
        Article article = new Article(author(session), address.year(), address.title(), address.text());
        article.setCoverFile(address.coverFile());
        article.comment(address.opening());
        address.tags().forEach(tag -> article.getTags().add(Tags.named(tag, session)));
        session.persist(article);
    }

    private Author author(Session session) {
        return session.createSelectionQuery("from Author where name = :name", Author.class)
                .setParameter("name", address.president())
                .uniqueResultOptional()
                .orElseGet(() -> {
                    Author author = new Author(address.president());
                    session.persist(author);
                    return author;
                });
    }
}
