package dev.signals.it.harmless;

import dev.signals.it.harmless.GeneratorsAndSettersIT.Page;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.EnumSet;
import org.hibernate.annotations.ValueGenerationType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;

/** Entities with generators that count in another entity. */
public final class GeneratedNumbers {

    private GeneratedNumbers() {}

    public static final class DraftVersions implements BeforeExecutionGenerator {
        private static final long serialVersionUID = 1L;

        @Override
        public Object generate(SharedSessionContractImplementor session, Object owner, Object current, EventType type) {
            return type == EventType.INSERT ? 1 : 1 + ((Draft) owner).page.next();
        }

        @Override
        public EnumSet<EventType> getEventTypes() {
            return EventTypeSets.INSERT_AND_UPDATE;
        }
    }

    @ValueGenerationType(generatedBy = DraftVersions.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface VersionOfTheDraft {}

    @Entity(name = "Draft")
    static class Draft {
        @Id
        long id = 1;

        String text = "text";

        @Version
        @VersionOfTheDraft
        int version;

        @ManyToOne(fetch = FetchType.LAZY)
        Page page;

        Draft() {}

        Draft(Page page) {
            this.page = page;
        }
    }

    public static final class StampNumbers implements BeforeExecutionGenerator {
        private static final long serialVersionUID = 1L;

        @Override
        public Object generate(SharedSessionContractImplementor session, Object owner, Object current, EventType type) {
            return ((Stamp) owner).page.next();
        }

        @Override
        public EnumSet<EventType> getEventTypes() {
            return EventTypeSets.INSERT_AND_UPDATE;
        }
    }

    @ValueGenerationType(generatedBy = StampNumbers.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface NumberOfTheStamp {}

    @Entity(name = "Stamp")
    static class Stamp {
        @Id
        long id;

        String text = "text";

        @NumberOfTheStamp
        Integer number;

        @ManyToOne(fetch = FetchType.LAZY)
        Page page;

        Stamp() {}

        Stamp(long id, Page page) {
            this.id = id;
            this.page = page;
        }
    }
}
