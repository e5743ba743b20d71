package dev.signals.examples.kotlin

import dev.signals.Options.filter
import dev.signals.Options.order
import dev.signals.Options.uid
import dev.signals.Options.weak
import dev.signals.hibernate.event.M2mAction
import dev.signals.hibernate.ModelSignals.CHANGED
import dev.signals.hibernate.ModelSignals.POST_SAVE
import dev.signals.hibernate.ModelSignals.PRE_SAVE
import dev.signals.hibernate.ModelSignals.afterCommit
import dev.signals.hibernate.event.PostSave
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

/** Lambdas and function references as receivers. */
class ConnectingTest {

    private val newsroom = Newsroom()
    private val signals = newsroom.signals
    private val log = mutableListOf<String>()

    @AfterEach
    fun close() = newsroom.close()

    private fun publish(title: String) = newsroom.inTransaction { it.persist(Article(title)) }

    @Test
    fun aLambdaBetweenParenthesesNeedsNothingOfOurs() {
        signals.preSave().connect(Article::class.java, { it.instance().slug = slugOf(it.instance().title) })

        publish("Hello, Kotlin!")

        assertThat(newsroom.slugs()).containsExactly("hello-kotlin")
    }

    @Test
    fun optionsFollowTheLambda() {
        signals.preSave().connect(Article::class.java, { it.instance().slug = "b" }, uid("slug"), order(2))
        signals.preSave().connect(Article::class.java, { log += "never: the uid is taken" }, uid("slug"))
        signals.preSave().connect(Article::class.java, { it.instance().slug = "a" }, order(1))
        signals.postSave().connect(Article::class.java, { log += "committed ${it.instance().slug}" }, afterCommit())

        publish("any")

        assertThat(log).containsExactly("committed b")
    }

    @Test
    fun aFilterKnowsTheTypeOfTheEvent() {
        slugs()
        signals.postSave().connect(Article::class.java, { log += "created" }, filter { it.created() }, afterCommit())
        signals.postSave().connect(
            Article::class.java,
            { log += "wanted" },
            filter { it.instance().title.startsWith("Kotlin") },
        )

        publish("Kotlin")
        publish("Java")
        newsroom.inTransaction { it.find(Article::class.java, 1L).title = "Kotlin again" }

        assertThat(log).containsExactly("wanted", "created", "created", "wanted")
    }

    @Test
    fun aTrailingLambdaComesWithOneLineForASignal() {
        signals.preSave().connect<Article> { it.instance().slug = slugOf(it.instance().title) }
        signals.postSave().connect<Article>(filter { it.created() }, afterCommit()) { log += "created ${it.id()}" }
        signals.changed().connect<Article> { log += "${it.kind()}" }

        publish("Trailing")

        assertThat(newsroom.slugs()).containsExactly("trailing")
        assertThat(log).containsExactly("CREATED", "created 1")
    }

    @Test
    fun aLambdaHearsAllEntitiesWhereNoneIsNamed() {
        slugs()
        signals.postSave().connect({ log += it.sender().simpleName })

        publish("any")
        newsroom.inTransaction { it.persist(Tag("kotlin")) }

        assertThat(log).containsExactly("Article", "Tag")
    }

    @Test
    fun functionReferencesAreReceivers() {
        slugs()
        signals.postSave().connect(Article::class.java, ::saved)

        publish("referenced")

        assertThat(log).containsExactly("saved referenced")
    }

    private fun saved(event: PostSave<Article>) {
        log += "saved ${event.instance().title}"
    }

    @Test
    fun theSignalsOfTheProcessAreConstants() {
        val connections =
            listOf(
                PRE_SAVE.connect(Article::class.java, { it.instance().slug = "constant" }),
                POST_SAVE.connect(Article::class.java, { log += "saved ${it.instance().slug}" }),
                CHANGED.connectBatch(Article::class.java, { events -> log += "changed ${events.map { it.saves() }}" }),
            )

        publish("any")
        connections.forEach { it.close() }

        assertThat(log).containsExactly("saved constant", "changed [1]")
    }

    @Test
    fun aConnectionIsUsedUpToTheEndOfABlock() {
        slugs()
        signals.postSave().connect(Article::class.java, { log += it.instance().title }).use { publish("inside") }
        publish("outside")

        assertThat(log).containsExactly("inside")
    }

    @Test
    fun whatMayBeNullSaysSo() {
        signals.preSave().connect(Article::class.java, {
            val id: Any? = it.id()
            val before: Any? = it.changes()["title"]?.oldValue()
            log += "${id ?: "no id yet"}, ${before ?: "no title yet"}"
            it.instance().slug = "a"
        })

        publish("new")
        newsroom.inTransaction { it.find(Article::class.java, 1L).title = "changed" }

        assertThat(log).containsExactly("no id yet, no title yet", "1, new")
    }

    @Test
    fun elementsOfAnAssociationHaveTypedKeys() {
        slugs()
        signals.m2mChanged().connect(Article::class.java, "tags", {
            if (it.action() == M2mAction.POST_ADD) {
                val names: Set<String> = it.pks(String::class.java)
                log += names.joinToString()
            }
        })

        newsroom.inTransaction {
            val kotlin = Tag("kotlin", "a language")
            it.persist(kotlin)
            it.persist(Article("tagged", mutableSetOf(kotlin)))
        }

        assertThat(log).containsExactly("kotlin")
    }

    @Test
    fun aLambdaMayBeWeakAsItIsAnObjectLikeAnyOther() {
        val connection = signals.postSave().connect(Article::class.java, { log += it.instance().title }, weak())

        assertThat(connection.isWeak).isTrue()
    }

    private fun slugs() {
        signals.preSave().connect(Article::class.java, { it.instance().slug = slugOf(it.instance().title) })
    }
}
