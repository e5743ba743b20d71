package dev.signals.processor;

import org.junit.jupiter.api.Test;

/** What is said of names of attributes. */
class AttributeRulesTest {

    private static String onChange(String sender, String names) {
        return "class Receivers {\n    @Receiver(onChange = " + names + ") void saved(PostSave<" + sender
                + "> event) {}\n}\n";
    }

    private static String attribute(String event, String name) {
        return "class Receivers {\n    @Receiver(attribute = " + name + ") void told(" + event + " event) {}\n}\n";
    }

    private static final String CANNOT = "cannot connect receiver com.acme.Receivers.";
    private static final String OF_ARTICLE = "; there are address, address.city, address.country, address.country.code,"
            + " author, body, cover, keywords, publishedIn, title";
    private static final String OF_AUTHOR = "; there are URL, active, firstName, name, read, retired, uRL";

    @Test
    void anUnknownNameOfAChangeIsRefusedWithTheKnownOnes() {
        Expect.refused(
                onChange("Article", "{\"title\", ^\"bdoy\"}"),
                CANNOT + "saved of post_save for com.acme.Article: there is no attribute \"bdoy\"" + OF_ARTICLE
                        + "; did you mean \"body\"?");
        Expect.refused(
                onChange("Article", "^\"somethingElse\""),
                CANNOT + "saved of post_save for com.acme.Article: there is no attribute \"somethingElse\""
                        + OF_ARTICLE);
    }

    @Test
    void inheritedAttributesAreKnown() throws ReflectiveOperationException {
        Expect.accepted(onChange("Review", "{\"stars\", \"title\", \"publishedIn\"}"));
    }

    @Test
    void pathsIntoEmbeddablesAreKnown() throws ReflectiveOperationException {
        Expect.accepted(onChange("Article", "{\"address\", \"address.city\", \"address.country.code\"}"));
        Expect.refused(
                onChange("Article", "^\"address.town\""),
                CANNOT + "saved of post_save for com.acme.Article: there is no attribute \"address.town\"" + OF_ARTICLE
                        + "; did you mean \"address.city\"?");
        Expect.refused(
                onChange("Article", "^\"city\""),
                CANNOT + "saved of post_save for com.acme.Article: there is no attribute \"city\"" + OF_ARTICLE
                        + "; did you mean \"address.city\"?");
    }

    @Test
    void pathsIntoOtherEntitiesAreRefused() {
        Expect.refused(
                onChange("Article", "{^\"author.name\", ^\"title.length\"}"),
                CANNOT + "saved of post_save for com.acme.Article: there is no attribute \"author.name\"" + OF_ARTICLE
                        + "; did you mean \"author\"?",
                CANNOT + "saved of post_save for com.acme.Article: there is no attribute \"title.length\""
                        + OF_ARTICLE);
    }

    @Test
    void whatIsStaticOrTransientOrAPropertyBesideFieldsIsNoAttribute() {
        Expect.refused(
                onChange("Article", "{^\"count\", ^\"length\", ^\"draft\", ^\"summary\"}"),
                CANNOT + "saved of post_save for com.acme.Article: there is no attribute \"count\"" + OF_ARTICLE,
                CANNOT + "saved of post_save for com.acme.Article: there is no attribute \"length\"" + OF_ARTICLE,
                CANNOT + "saved of post_save for com.acme.Article: there is no attribute \"draft\"" + OF_ARTICLE,
                CANNOT + "saved of post_save for com.acme.Article: there is no attribute \"summary\"" + OF_ARTICLE);
    }

    @Test
    void propertiesAreAttributesWhereTheyAreMapped() throws ReflectiveOperationException {
        Expect.accepted(onChange("Author", "{\"name\", \"active\", \"URL\", \"uRL\"}"));
        Expect.refused(
                onChange("Author", "{^\"initials\", ^\"nothing\", ^\"part\", ^\"class\"}"),
                CANNOT + "saved of post_save for com.acme.Author: there is no attribute \"initials\"" + OF_AUTHOR,
                CANNOT + "saved of post_save for com.acme.Author: there is no attribute \"nothing\"" + OF_AUTHOR,
                CANNOT + "saved of post_save for com.acme.Author: there is no attribute \"part\"" + OF_AUTHOR,
                CANNOT + "saved of post_save for com.acme.Author: there is no attribute \"class\"" + OF_AUTHOR);
    }

    @Test
    void collectionsAreNotAmongTheChanges() {
        Expect.refused(
                onChange("Article", "{^\"tags\", ^\"labels\", ^\"comments\"}"),
                CANNOT
                        + "saved of post_save for com.acme.Article: \"tags\" is a collection, which is never among the"
                        + " changes; connect to m2m_changed",
                CANNOT
                        + "saved of post_save for com.acme.Article: \"labels\" is a collection, which is never among the"
                        + " changes; connect to collection_changed",
                CANNOT
                        + "saved of post_save for com.acme.Article: \"comments\" is a collection, which is never among the"
                        + " changes; its rows are written by the other side, com.acme.Comment.article; connect to"
                        + " m2m_changed");
    }

    @Test
    void identifiersAndVersionsAreNotAmongTheChanges() {
        Expect.refused(
                onChange("Article", "{^\"id\", ^\"version\"}"),
                CANNOT
                        + "saved of post_save for com.acme.Article: \"id\" is an identifier or a version, which is never"
                        + " among the changes",
                CANNOT
                        + "saved of post_save for com.acme.Article: \"version\" is an identifier or a version, which is"
                        + " never among the changes");
    }

    @Test
    void anAttributeIsOneThatTheSignalIsAbout() throws ReflectiveOperationException {
        Expect.accepted(attribute("M2mChanged<Article>", "\"tags\""));
        Expect.accepted(attribute("M2mChanged<Author>", "\"interests\""));
        Expect.accepted(attribute("CollectionChanged<Article>", "\"pinned\""));
        Expect.accepted(attribute("CollectionChanged<Article>", "\"address.phones\""));
        Expect.refused(
                attribute("M2mChanged<Article>", "^\"tgas\""),
                CANNOT
                        + "told of m2m_changed for com.acme.Article.tgas: there is no attribute \"tgas\" that m2m_changed is"
                        + " about; there are comments, tags; did you mean \"tags\"?");
        Expect.refused(
                attribute("M2mChanged<Article>", "^\"title\""),
                CANNOT
                        + "told of m2m_changed for com.acme.Article.title: there is no attribute \"title\" that m2m_changed"
                        + " is about; there are comments, tags");
        Expect.refused(
                attribute("CollectionChanged<Comment>", "^\"article\""),
                CANNOT
                        + "told of collection_changed for com.acme.Comment.article: there is no attribute \"article\" that"
                        + " collection_changed is about; the entity has none");
    }

    @Test
    void anAttributeOfTheOtherSignalIsRefused() {
        Expect.refused(
                attribute("M2mChanged<Article>", "^\"labels\""),
                CANNOT
                        + "told of m2m_changed for com.acme.Article.labels: that is no association with a table of its own;"
                        + " connect to collection_changed");
        Expect.refused(
                attribute("CollectionChanged<Article>", "^\"tags\""),
                CANNOT
                        + "told of collection_changed for com.acme.Article.tags: that is an association with a table of its"
                        + " own; connect to m2m_changed");
    }

    @Test
    void anAttributeOfTheOtherSideIsOneOfM2mChanged() throws ReflectiveOperationException {
        Expect.accepted(attribute("M2mChanged<Tag>", "\"articles\""));
        Expect.accepted(attribute("M2mChanged<Article>", "\"comments\""));
        Expect.refused(
                attribute("CollectionChanged<Article>", "^\"comments\""),
                CANNOT
                        + "told of collection_changed for com.acme.Article.comments: its rows are written by the other side,"
                        + " com.acme.Comment.article; connect to m2m_changed");
    }

    @Test
    void severalSignalsMakeTheSameMistakeOnce() {
        Expect.refused(
                """
                class Receivers {
                    @Receiver(value = {PreSave.class, PostSave.class}, onChange = ^"titel")
                    void saved(ModelEvent<Article> event) {}
                }
                """,
                CANNOT + "saved of pre_save for com.acme.Article: there is no attribute \"titel\"" + OF_ARTICLE
                        + "; did you mean \"title\"?");
    }

    @Test
    void whatASubtypeMayHaveIsAccepted() throws ReflectiveOperationException {
        Expect.accepted(onChange("? extends Article", "\"stars\""));
        Expect.accepted(onChange("?", "\"stars\""));
        Expect.accepted(attribute("M2mChanged<? extends Article>", "\"related\""));
        Expect.accepted("""
                class Receivers {
                    @Receiver(onChange = "stars", includingSubtypes = true)
                    void saved(PostSave<Dated> event) {}
                }
                """);
    }

    @Test
    void aFinalClassHasNoSubtypes() {
        Expect.refused(
                """
                @Entity
                final class Note {
                    @Id Long id;
                    String text;
                }

                class Receivers {
                    @Receiver(onChange = ^"txet")
                    void saved(PostSave<? extends Note> event) {}
                }
                """,
                CANNOT
                        + "saved of post_save for com.acme.Note: there is no attribute \"txet\"; there are text; did you mean"
                        + " \"text\"?");
    }

    @Test
    void whatOnlyTheMappingKnowsIsAccepted() throws ReflectiveOperationException {
        Expect.accepted("""
                class Money {}

                @Embeddable
                class Rate {}

                @Embeddable
                class DailyRate extends Rate {
                    int daily;
                }

                @Entity
                class Account {
                    @Id @GeneratedValue Long id;
                    @Embedded Money balance;
                    @Embedded Price price;
                    @Embedded Rate rate;
                    Collection<String> notes;
                    String[] lines;
                }

                class Receivers {
                    @Receiver(onChange = {"balance.amount", "price.currency", "rate.daily", "notes", "lines"})
                    void saved(PostSave<Account> event) {}

                    @Receiver(attribute = "notes")
                    void notes(CollectionChanged<Account> event) {}

                    @Receiver(attribute = "lines")
                    void lines(M2mChanged<Account> event) {}
                }
                """);
    }

    @Test
    void whatAVariableStandsForIsNotGuessed() throws ReflectiveOperationException {
        Expect.accepted("""
                @Entity
                class Box<T> {
                    @Id Long id;
                    T content;
                }

                class Receivers {
                    @SuppressWarnings("rawtypes")
                    @Receiver(onChange = "content.size")
                    void saved(PostSave<Box> event) {}

                    @Receiver(attribute = "content")
                    void filled(M2mChanged<Box<?>> event) {}

                    @SuppressWarnings("rawtypes")
                    @Receiver(attribute = "content")
                    void filledToo(M2mChanged<Box> event) {}
                }
                """);
    }

    @Test
    void attributesOfGenericSuperclassesHaveTheirTypes() {
        Expect.refused(
                """
                @MappedSuperclass
                abstract class Placed<P> {
                    @Id Long id;
                    P place;
                }

                @Entity
                class House extends Placed<Address> {}

                class Receivers {
                    @Receiver(onChange = {"place.city", ^"place.town"})
                    void saved(PostSave<House> event) {}
                }
                """,
                CANNOT
                        + "saved of post_save for com.acme.House: there is no attribute \"place.town\"; there are place,"
                        + " place.city, place.country, place.country.code; did you mean \"place.city\"?");
    }
}
