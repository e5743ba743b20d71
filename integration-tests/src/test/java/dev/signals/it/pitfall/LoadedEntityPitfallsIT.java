package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Press.blog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Press.Article;
import dev.signals.it.pitfall.Press.Author;
import dev.signals.it.pitfall.Press.Comment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pitfalls 28 and 29: entities that are only loaded. */
@OnEveryDatabase
class LoadedEntityPitfallsIT {

    private final Database database;

    LoadedEntityPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p28_aLazyAttributeStaysAsItIsAndWhatASetterSetsIsWritten() {
        blog(database)
                .receivers(signals -> signals.preSave()
                        .connect(Article.class, event -> event.instance().setTitle("by receiver")))
                .inTransaction(
                        session -> {
                            session.find(Article.class, 1L).setTitle("x");
                            session.createSelectionQuery("from Article where id = 2", Article.class)
                                    .getSingleResult()
                                    .setTitle("y");
                        },
                        session -> {
                            session.find(Article.class, 1L).setTitle("by receiver");
                            session.createSelectionQuery("from Article where id = 2", Article.class)
                                    .getSingleResult()
                                    .setTitle("by receiver");
                        })
                .addsNothing();
    }

    @Test
    void p29_loadingInEveryWayCausesNoUpdateAndNoFurtherLoading() {
        blog(database)
                .inTransaction(session -> {
                    Article article = session.find(Article.class, 1L);
                    session.refresh(article);
                    session.createSelectionQuery("from Article", Article.class).getResultList();
                    session.flush();
                    session.getReference(Author.class, 1L);
                    session.createSelectionQuery("from Comment", Comment.class).getResultList();
                })
                .addsNothing()
                .announces();
    }

    @Test
    void p29_receiversThatLookAtWhatIsLoadedCauseNoUpdateAndNoFurtherLoading() {
        blog(database)
                .receivers((signals, log) -> {
                    signals.preInit()
                            .connect(
                                    Article.class,
                                    event -> log.add("loads " + event.state().get("title")));
                    signals.postInit()
                            .connect(
                                    Article.class,
                                    event ->
                                            log.add("loaded " + event.instance().getTitle()));
                })
                .inTransaction(session -> {
                    Article article = session.find(Article.class, 1L);
                    session.refresh(article);
                    session.createSelectionQuery("from Article order by id", Article.class)
                            .getResultList();
                })
                .addsNothing()
                .announces("loads ann's", "loaded ann's", "loads ann's", "loaded ann's", "loads bea's", "loaded bea's");
    }

    @Test
    void p29_whatAReceiverChangesInALoadedEntityIsOneAnnouncedUpdate() {
        blog(database)
                .receivers((signals, log) -> {
                    signals.postInit()
                            .connect(Author.class, event -> event.instance().setName("by receiver"));
                })
                .inTransaction(
                        session -> session.find(Author.class, 1L),
                        session -> session.find(Author.class, 1L).setName("by receiver"))
                .addsNothing()
                .announces("pre_save Author", "post_save Author");
    }

    @Test
    void p29_theWalksBeforeAFlushLoadNothingAndLeaveBatchFetchingAlone() {
        blog(database)
                .inTransaction(session -> {
                    List<Article> articles = session.createSelectionQuery("from Article order by id", Article.class)
                            .getResultList();
                    articles.get(0).setTitle("x");
                    session.flush();
                    articles.get(1).setTitle("y");
                    session.flush();
                    assertThat(articles.get(0).comments).hasSize(2);
                    assertThat(articles.get(1).comments).hasSize(2);
                    assertThat(articles.get(0).author.getName()).isEqualTo("ann");
                    assertThat(articles.get(1).author.getName()).isEqualTo("bea");
                })
                .addsNothing()
                .announces("pre_save Article", "post_save Article", "pre_save Article", "post_save Article");
    }
}
