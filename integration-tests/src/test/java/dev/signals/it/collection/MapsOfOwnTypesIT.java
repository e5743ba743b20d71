package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.annotations.CollectionType;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.usertype.UserCollectionType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Maps that the application makes by a type of its own. Their entries count, as those of other maps. */
class MapsOfOwnTypesIT {

    private final TestFactory factory = TestFactory.of(Database.H2, Dictionary.class);

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aValueWithAnotherKeyIsAChange() {
        Map<String, String> sent = new TreeMap<>();
        Set<String> net = new TreeSet<>();
        factory.signals()
                .collectionChanged()
                .connect(event -> sent.put(event.attribute(), "-" + event.removed() + " +" + event.added()));
        factory.signals()
                .changed()
                .connect(event -> net.addAll(event.collections().keySet()), ModelSignals.includingCollections());
        factory.inTransaction(session -> {
            Dictionary dictionary = new Dictionary();
            dictionary.words.put("a", "x");
            dictionary.senses.put("a", new Sense("x"));
            session.persist(dictionary);
        });
        assertThat(sent).containsEntry("words", "-[] +[a=x]").containsEntry("senses", "-[] +[a=x]");
        factory.inTransaction(session -> {
            Dictionary dictionary = session.find(Dictionary.class, 1L);
            dictionary.words.put("b", dictionary.words.remove("a"));
            dictionary.senses.put("b", dictionary.senses.remove("a"));
        });
        assertThat(sent).containsEntry("words", "-[a=x] +[b=x]").containsEntry("senses", "-[a=x] +[b=x]");
        assertThat(net).containsExactly("senses", "words");
    }

    @Entity(name = "Dictionary")
    static class Dictionary {
        @Id
        long id = 1;

        @ElementCollection
        @CollectionType(type = OwnMap.class)
        Map<String, String> words = new HashMap<>();

        @ElementCollection
        @CollectionType(type = OwnMap.class)
        Map<String, Sense> senses = new HashMap<>();
    }

    @Embeddable
    static class Sense {
        String text;

        Sense() {}

        Sense(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A type that makes the usual maps. */
    public static class OwnMap implements UserCollectionType {

        @Override
        public CollectionClassification getClassification() {
            return CollectionClassification.MAP;
        }

        @Override
        public Class<?> getCollectionClass() {
            return Map.class;
        }

        @Override
        public PersistentCollection<?> instantiate(
                SharedSessionContractImplementor session, CollectionPersister persister) {
            return new PersistentMap<>(session);
        }

        @Override
        public PersistentCollection<?> wrap(SharedSessionContractImplementor session, Object collection) {
            return new PersistentMap<>(session, (Map<?, ?>) collection);
        }

        @Override
        public Iterator<?> getElementsIterator(Object collection) {
            return ((Map<?, ?>) collection).values().iterator();
        }

        @Override
        public boolean contains(Object collection, Object entity) {
            return ((Map<?, ?>) collection).containsValue(entity);
        }

        @Override
        public Object indexOf(Object collection, Object entity) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"})
        public Object replaceElements(
                Object original,
                Object target,
                CollectionPersister persister,
                Object owner,
                Map copyCache,
                SharedSessionContractImplementor session) {
            Map<Object, Object> replaced = (Map<Object, Object>) target;
            replaced.clear();
            replaced.putAll((Map<?, ?>) original);
            return replaced;
        }

        @Override
        public Object instantiate(int anticipatedSize) {
            return new HashMap<>();
        }
    }
}
