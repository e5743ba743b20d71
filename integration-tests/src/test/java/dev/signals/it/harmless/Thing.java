package dev.signals.it.harmless;

import dev.signals.it.support.TestFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.Session;

/** An entity with something that does not equal its own copy. */
@MappedSuperclass
abstract class Thing {

    @Id
    @GeneratedValue
    Long id;

    String name = "a";

    /** The enhancer overlooks what others write into a mapped superclass. */
    void rename(String to) {
        name = to;
    }

    /** Replaces what does not equal its copy. */
    abstract void change(String color);

    /** Changes what does not equal its copy, where that is possible. */
    abstract void changeInPlace(String color);

    /** Loads all and answers with it. */
    abstract String contents();

    static Thing of(Class<? extends Thing> entity) {
        try {
            return entity.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static Long saved(TestFactory factory, Class<? extends Thing> entity) {
        Thing thing = of(entity);
        factory.inTransaction(session -> session.persist(thing));
        return thing.id;
    }

    static Thing loaded(Session session, Class<? extends Thing> entity, Long id) {
        Thing thing = session.find(entity, id);
        thing.contents();
        return thing;
    }

    /** What the database holds, with the version. The session is not flushed, as it would write what does not equal its copy. */
    static String row(TestFactory factory, Class<? extends Thing> entity, Long id) {
        try (Session session = factory.sessionFactory().openSession()) {
            Thing thing = session.find(entity, id);
            return thing == null ? "none" : thing.name + " " + thing.contents() + " " + version(factory, entity, id);
        }
    }

    static boolean isVersioned(Class<? extends Thing> entity) {
        return entity.getSimpleName().startsWith("Versioned");
    }

    private static Object version(TestFactory factory, Class<? extends Thing> entity, Long id) {
        return isVersioned(entity)
                ? factory.sql("select version from " + entity.getSimpleName() + " where id = " + id)
                : "unversioned";
    }
}
