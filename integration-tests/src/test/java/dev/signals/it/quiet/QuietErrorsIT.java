package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.hibernate.type.NumericBooleanConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an update refuses, with the messages that {@code docs/errors.md} shows. */
class QuietErrorsIT {

    @Embeddable
    static class Address {
        String city;
        String street;

        @ElementCollection
        List<String> phones;
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        @Column(nullable = false)
        String title = "t";

        String slug;
        int views;
        Address address;

        @ManyToOne
        Article parent;

        @ElementCollection
        List<String> labels;

        @OneToOne(mappedBy = "article")
        Cover cover;

        @Column(updatable = false)
        String created;

        @Formula("views * 2")
        Integer doubled;

        @NaturalId
        String code = "c";

        @Convert(converter = NumericBooleanConverter.class)
        boolean published;
    }

    @Entity(name = "Cover")
    static class Cover {
        @Id
        @GeneratedValue
        Long id;

        @OneToOne
        Article article;

        String colour;
    }

    @Entity(name = "Fact")
    @Immutable
    static class Fact {
        @Id
        @GeneratedValue
        Long id;

        String text;
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Article.class, Cover.class, Fact.class);
    private final Article article = new Article();

    QuietErrorsIT() {
        factory.inTransaction(session -> session.persist(article));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void anAttributeThatIsMisspelledIsRefused() throws IOException {
        assertListed(
                "quiet-update-unknown-attribute",
                (session, managed) -> QuietUpdate.of(session, managed).set("titel", "x"));
    }

    @Test
    void anAttributeThatIsNotUpdatedIsRefused() throws IOException {
        assertListed(
                "quiet-update-not-updatable",
                (session, managed) -> QuietUpdate.of(session, managed).set("created", "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "id, it is the identifier",
        "version, 'it is the version, which withVersionCheck() increments'",
        "labels, 'it is a collection, whose rows are in another table'",
        "cover, it is the side of a one-to-one without the column",
        "doubled, 'it is a formula, which has no column'",
        "code, it is a natural id that is not mutable",
        "address, 'it has the collection \"phones\"'",
        "address.phones, it is a collection",
        "address.cty, \"address\" has no such attribute",
        "title.x, \"title\" has no such attribute",
        "'', there is no such attribute"
    })
    void anAttributeThatHasNoColumnToBeSetIsRefused(String attribute, String reason) {
        assertRefused((session, managed) -> QuietUpdate.of(session, managed).set(attribute, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "cannot set \"" + attribute + "\" of " + Article.class.getName() + ": ",
                        reason,
                        "the attributes that can be set are");
    }

    @Test
    void theAttributeThatWasMeantIsNamedFirst() {
        assertRefused((session, managed) -> QuietUpdate.of(session, managed).increment("address.cty", 1))
                .hasMessageContaining("the attributes that can be set are address.city, ");
    }

    @Test
    void anImmutableEntityIsRefused() {
        assertRefused((session, managed) ->
                        QuietUpdate.of(session, Fact.class, 1L).set("text", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("the entity is immutable; it has no attribute that can be set");
    }

    @Test
    void aValueOfAnotherClassIsRefused() throws IOException {
        assertListed(
                "quiet-update-value-of-another-class",
                (session, managed) -> QuietUpdate.of(session, managed).set("views", "x"));
    }

    @Test
    void nullIsRefusedWhereTheColumnHasNone() throws IOException {
        assertListed(
                "quiet-update-null",
                (session, managed) -> QuietUpdate.of(session, managed).set("title", null));
        assertRefused((session, managed) -> QuietUpdate.of(session, managed).set("views", null))
                .hasMessageContaining("it is not nullable");
    }

    @Test
    void anAssociationToAnEntityWithoutARowIsRefused() throws IOException {
        assertListed(
                "quiet-update-association-to-a-new-entity",
                (session, managed) -> QuietUpdate.of(session, managed).set("parent", new Article()));
        assertRefused((session, managed) -> {
                    Article pending = new Article();
                    pending.code = "d";
                    session.persist(pending);
                    QuietUpdate.of(session, managed).set("parent", pending);
                })
                .hasMessageContaining("has no row yet");
    }

    @Test
    void anIncrementOfWhatIsNoNumberIsRefused() throws IOException {
        assertListed(
                "quiet-update-increment-of-no-number",
                (session, managed) -> QuietUpdate.of(session, managed).increment("title", 1));
        assertRefused((session, managed) -> QuietUpdate.of(session, managed).increment("published", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIncrementThatTheAttributeCannotHoldIsRefused() {
        assertRefused((session, managed) -> QuietUpdate.of(session, managed).increment("views", 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by 0.5: it is a java.lang.Integer");
    }

    @Test
    void anAttributeThatIsSetTwiceIsRefused() throws IOException {
        assertListed(
                "quiet-update-attribute-twice",
                (session, managed) ->
                        QuietUpdate.of(session, managed).set("views", 1).increment("views", 1));
    }

    @Test
    void nothingToSetIsRefused() throws IOException {
        assertListed(
                "quiet-update-of-nothing",
                (session, managed) -> QuietUpdate.of(session, managed).execute());
    }

    @Test
    void aMissingTransactionIsRefused() throws IOException {
        try (Session session = factory.sessionFactory().openSession()) {
            Throwable refused = catchThrowable(
                    () -> QuietUpdate.of(session, article).set("slug", "x").execute());
            assertThat(refused).isInstanceOf(IllegalStateException.class);
            ErrorsPage.assertListed(QuietErrorsIT.class, "quiet-update-without-transaction", refused.getMessage());
        }
    }

    @Test
    void theInstanceThatPreSaveIsAboutIsRefusedIfItIsNew() throws IOException {
        factory.signals()
                .preSave()
                .connect(
                        Article.class,
                        event -> QuietUpdate.of(event.session(), event.instance())
                                .set("slug", "x")
                                .execute());

        assertListed("quiet-update-of-a-new-instance", (session, managed) -> {
            Article created = new Article();
            created.code = "d";
            session.persist(created);
        });
    }

    @Test
    void anInstanceThatWaitsToBeInsertedIsRefused() {
        assertRefused((session, managed) -> {
                    Article created = new Article();
                    created.code = "d";
                    session.persist(created);
                    QuietUpdate.of(session, Article.class, created.id)
                            .set("slug", "x")
                            .execute();
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it has no row yet");
    }

    @Test
    void anInstanceThatHasBeenRemovedIsRefused() throws IOException {
        assertListed("quiet-update-of-a-removed-instance", (session, managed) -> {
            session.remove(managed);
            QuietUpdate.of(session, managed).set("slug", "x").execute();
        });
    }

    @Test
    void aVersionCheckWithoutAnInstanceIsRefused() throws IOException {
        assertListed(
                "quiet-update-version-of-no-instance",
                (session, managed) ->
                        QuietUpdate.of(session, Article.class, managed.id).withVersionCheck());
    }

    @Test
    void aVersionCheckOfAnEntityWithoutVersionIsRefused() {
        assertRefused((session, managed) -> {
                    Cover cover = new Cover();
                    session.persist(cover);
                    QuietUpdate.of(session, cover).withVersionCheck();
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has none");
    }

    @Test
    void manyRowsWithoutAConditionAreRefused() throws IOException {
        assertListed(
                "quiet-update-without-condition",
                (session, managed) ->
                        QuietUpdate.of(session, Article.class).set("slug", "x").execute());
    }

    @Test
    void aConditionForOneRowIsRefused() {
        assertRefused((session, managed) -> QuietUpdate.of(session, managed).where("slug is null", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this is an update of " + Article.class.getName() + "#1");
    }

    @Test
    void aSecondConditionIsRefused() {
        assertRefused((session, managed) -> QuietUpdate.of(session, Article.class)
                        .where("slug is null", Map.of())
                        .where("title is null", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("follows where(\"slug is null\")");
    }

    @Test
    void whatIsNoEntityIsRefused() {
        assertRefused((session, managed) -> QuietUpdate.of(session, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot update java.lang.String: it is no entity of session factory \"test\"");
    }

    @Test
    void anIdentifierOfAnotherClassIsRefused() {
        assertRefused((session, managed) -> QuietUpdate.of(session, Article.class, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the identifier is a java.lang.String, but the entity has a java.lang.Long");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            BiConsumer<Session, Article> mistake) {
        return assertThatThrownBy(() -> make(mistake));
    }

    private void assertListed(String heading, BiConsumer<Session, Article> mistake) throws IOException {
        ErrorsPage.assertListed(
                QuietErrorsIT.class,
                heading,
                catchThrowable(() -> make(mistake)).getMessage());
    }

    private void make(BiConsumer<Session, Article> mistake) {
        factory.inTransaction(session -> mistake.accept(session, session.find(Article.class, article.id)));
    }
}
