package dev.signals.examples.kotlin

import dev.signals.hibernate.event.PreSave
import dev.signals.hibernate.Receiver
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

/** Methods that are annotated with `@Receiver`. */
class ReceiverMethodsTest {

    private val newsroom = Newsroom()
    private val log = mutableListOf<String>()

    @AfterEach
    fun close() = newsroom.close()

    @Test
    fun methodsOfEveryVisibilityAreConnected() {
        newsroom.signals.register(ArticleReceivers(log))
        ArticleReceivers.tags.clear()

        newsroom.inTransaction {
            val kotlin = Tag("kotlin")
            it.persist(kotlin)
            it.persist(Article("First", mutableSetOf(kotlin)))
            it.persist(Article("Second"))
        }

        assertThat(newsroom.slugs()).containsExactly("first", "second")
        assertThat(ArticleReceivers.tags).containsExactly("kotlin")
        assertThat(log)
            .containsExactly("evict 1", "evict 2", "digest of [First, Second]", "index first", "index second")
    }

    @Test
    fun aDeletedArticleIsHeardByTheMethodForBothSignals() {
        newsroom.signals.register(ArticleReceivers(log))
        newsroom.inTransaction { it.persist(Article("First")) }
        log.clear()

        newsroom.inTransaction { it.remove(it.find(Article::class.java, 1L)) }

        assertThat(log).containsExactly("evict 1", "digest of [First]")
    }

    /** There is one of it. */
    private object Slugs {
        @Receiver
        fun slug(event: PreSave<Article>) {
            event.instance().slug = "of an object"
        }
    }

    @Test
    fun anObjectMayBeRegistered() {
        newsroom.signals.register(Slugs)

        newsroom.inTransaction { it.persist(Article("any")) }

        assertThat(newsroom.slugs()).containsExactly("of an object")
    }
}
