package dev.signals.examples.kotlin

import dev.signals.hibernate.event.Changed
import dev.signals.hibernate.event.ModelEvent
import dev.signals.hibernate.event.PostDelete
import dev.signals.hibernate.event.PostSave
import dev.signals.hibernate.event.PreSave
import dev.signals.hibernate.Receiver
import dev.signals.hibernate.event.TransactionPhase

/** Receivers as methods, whatever their visibility. */
class ArticleReceivers(private val log: MutableList<String>) {

    @Receiver
    private fun slug(event: PreSave<Article>) {
        event.instance().slug = slugOf(event.instance().title)
    }

    @Receiver(phase = [TransactionPhase.AFTER_COMMIT], onChange = ["title"])
    internal fun index(event: PostSave<Article>) {
        log += "index ${event.instance().slug}"
    }

    @Receiver(PostSave::class, PostDelete::class)
    protected fun evict(event: ModelEvent<out Article>) {
        log += "evict ${event.id()}"
    }

    @Receiver
    fun digest(events: List<Changed<Article>>) {
        log += "digest of ${events.map { it.instance().title }}"
    }

    companion object {
        val tags = mutableListOf<String>()

        @JvmStatic
        @Receiver
        fun tag(event: PostSave<Tag>) {
            tags += event.instance().name
        }
    }
}
