package dev.signals.it.model;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Entities of which an UPDATE writes less than all, or more than what is dirty. */
final class Pages {

    private Pages() {}

    @Entity(name = "Page")
    @SecondaryTable(name = "page_more")
    static class Page {
        @Id
        long id = 1;

        String title = "a";

        @Column(table = "page_more")
        String note = "n";

        @Column(table = "page_more")
        @Nullable
        String touched;

        transient boolean touches;

        @PreUpdate
        void touch() {
            if (touches) {
                touched = "touched";
            }
        }
    }

    @Entity(name = "Work")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Work {
        @Id
        long id = 1;

        String title = "a";
        String remark = "r";
    }

    @Entity(name = "Book")
    static class Book extends Work {
        String isbn = "1";
    }

    @Entity(name = "Poll")
    static class Poll {
        @Id
        long id = 1;

        @Version
        int version;

        String question = "q";

        @Nullable
        String touched;

        @ElementCollection
        List<String> votes = new ArrayList<>();

        @PreUpdate
        void touch() {
            touched = "touched";
        }
    }

    @Entity(name = "Scroll")
    @Immutable
    static class Scroll {
        @Id
        long id = 1;

        @Version
        int version;

        String text = "a";

        @ElementCollection
        List<String> marks = new ArrayList<>();
    }

    @Entity(name = "Label")
    @DynamicUpdate
    static class Label {
        @Id
        long id = 1;

        String text = "a";
        String color = "red";

        void setText(String text) {
            this.text = text;
        }

        String getColor() {
            return color;
        }
    }

    @Entity(name = "Memo")
    static class Memo {
        @Id
        long id = 1;

        String title = "a";

        @Basic(fetch = FetchType.LAZY)
        String text = "long";
    }

    @Entity(name = "Parcel")
    @DynamicUpdate
    static class Parcel {
        @Id
        long id = 1;

        int weight;

        @UpdateTimestamp
        @Nullable
        Instant updated;
    }

    /** Takes nothing but titles for dirty, where there is one. */
    static final class OnlyTitles implements CustomEntityDirtinessStrategy, Interceptor {

        @Override
        public boolean canDirtyCheck(Object entity, EntityPersister persister, Session session) {
            return entity instanceof Page;
        }

        @Override
        public boolean isDirty(Object entity, EntityPersister persister, Session session) {
            return true;
        }

        @Override
        public void resetDirty(Object entity, EntityPersister persister, Session session) {}

        @Override
        public void findDirty(
                Object entity, EntityPersister persister, Session session, DirtyCheckContext dirtyCheckContext) {
            dirtyCheckContext.doDirtyChecking(attribute -> attribute.getName().equals("title"));
        }

        @Override
        public int @Nullable [] findDirty(
                Object entity,
                Object id,
                Object[] currentState,
                Object[] previousState,
                String[] propertyNames,
                Type[] types) {
            List<String> names = List.of(propertyNames);
            return Stream.of("title")
                    .mapToInt(names::indexOf)
                    .filter(i -> i >= 0 && !currentState[i].equals(previousState[i]))
                    .toArray();
        }
    }
}
