package dev.signals.examples.kotlin

import dev.signals.hibernate.FactorySignals
import dev.signals.hibernate.ModelSignals
import jakarta.persistence.EntityManager
import jakarta.persistence.EntityManagerFactory
import jakarta.persistence.PersistenceConfiguration
import java.util.UUID

/** A session factory with the entities of this example, on an empty database. */
internal class Newsroom : AutoCloseable {

    private val factory: EntityManagerFactory =
        PersistenceConfiguration("newsroom")
            .managedClass(Article::class.java)
            .managedClass(Tag::class.java)
            .property(PersistenceConfiguration.JDBC_URL, "jdbc:h2:mem:${UUID.randomUUID()}")
            .property(PersistenceConfiguration.SCHEMAGEN_DATABASE_ACTION, "create")
            .createEntityManagerFactory()

    val signals: FactorySignals = ModelSignals.of(factory)

    fun inTransaction(work: (EntityManager) -> Unit) = factory.runInTransaction(work)

    fun slugs(): List<String> =
        factory.callInTransaction {
            it.createQuery("select slug from Article order by slug", String::class.java).resultList
        }

    override fun close() = factory.close()
}
