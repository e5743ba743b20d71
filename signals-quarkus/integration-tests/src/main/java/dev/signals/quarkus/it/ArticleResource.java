package dev.signals.quarkus.it;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the packaged application can be asked. */
@Path("articles")
@Produces(MediaType.TEXT_PLAIN)
public class ArticleResource {

    private final Log log;

    ArticleResource(Log log) {
        this.log = log;
    }

    /** Writes an article. */
    @POST
    @Transactional
    public String write(String title) {
        Article article = Article.of(title);
        article.persist();
        return article.title;
    }

    /** Changes all articles with one statement. */
    @POST
    @Path("views")
    @Transactional
    public String view() {
        return String.valueOf(Article.update("views = views + 1"));
    }

    /** Returns what receivers have been called with. */
    @GET
    @Path("log")
    public String log() {
        return String.join("\n", log.lines());
    }
}
