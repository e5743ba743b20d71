package dev.signals.examples.blog;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.examples.blog.model.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Writes the addresses into the blog, one transaction for each president. */
public final class Loader {

    private final Blog blog;
    private final Progress progress;

    public Loader(Blog blog, Progress progress) {
        this.blog = blog;
        this.progress = progress;
    }

    public void load(List<Address> addresses) {
        progress.begin("Loading addresses", addresses.size());
        byPresident(addresses)
                .forEach((president, theirs) ->
                        blog.sessionFactory().inTransaction(session -> write(session, new Author(president), theirs)));
    }

    private static Map<String, List<Address>> byPresident(List<Address> addresses) {
        return addresses.stream()
                .collect(Collectors.groupingBy(Address::president, LinkedHashMap::new, Collectors.toList()));
    }

    private void write(Session session, Author author, List<Address> addresses) {
        session.persist(author);
        for (Address address : addresses) {
            Article article = article(author, address);
            for (String tag : address.tags()) {
                article.getTags().add(tag(session, tag));
            }
            session.persist(article);
            progress.step(address.year() + " " + address.president());
        }
    }

    private Article article(Author author, Address address) {
        Article article = new Article(author, address.year(), address.title(), address.text());
        article.comment(address.opening());
        article.setCoverFile(address.coverFile());
        blog.covers().write(address.coverFile(), address.cover());
        return article;
    }

    private static Tag tag(Session session, String name) {
        return session.createSelectionQuery("from Tag where name = :name", Tag.class)
                .setParameter("name", name)
                .uniqueResultOptional()
                .orElseGet(() -> {
                    Tag tag = new Tag(name);
                    session.persist(tag);
                    return tag;
                });
    }
}
