package dev.signals.examples.kotlin

import jakarta.persistence.Entity
import jakarta.persistence.GeneratedValue
import jakarta.persistence.Id
import jakarta.persistence.ManyToMany

/** Something to read. */
@Entity
class Article(
    var title: String,
    @ManyToMany var tags: MutableSet<Tag> = mutableSetOf(),
    @Id @GeneratedValue var id: Long? = null,
) {
    /** The name in the address of the page; a receiver makes it of the title. */
    lateinit var slug: String
}

/** What articles are about. */
@Entity
data class Tag(@Id val name: String, val meaning: String? = null)
