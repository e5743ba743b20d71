package dev.signals.it.harmless;

import dev.signals.it.harmless.UnequalValues.Coin;
import dev.signals.it.harmless.UnequalValues.Note;
import dev.signals.it.harmless.UnequalValues.NoteConverter;
import dev.signals.it.harmless.UnequalValues.Preferences;
import dev.signals.it.harmless.UnequalValues.Price;
import dev.signals.it.harmless.UnequalValues.PriceConverter;
import dev.signals.it.harmless.UnequalValues.Route;
import dev.signals.it.harmless.UnequalValues.RouteType;
import dev.signals.it.harmless.UnequalValues.Secret;
import dev.signals.it.harmless.UnequalValues.SecretConverter;
import dev.signals.it.harmless.UnequalValues.Word;
import dev.signals.it.harmless.UnequalValues.WordConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Type;
import org.hibernate.type.SqlTypes;

/** Entities with an attribute whose value does not equal its own copy, each with a version and without. */
final class UnequalThings {

    private UnequalThings() {}

    static List<Class<? extends Thing>> entities() {
        return List.of(
                PlainJsonThing.class,
                VersionedJsonThing.class,
                PlainNotedThing.class,
                VersionedNotedThing.class,
                PlainConvertedThing.class,
                VersionedConvertedThing.class,
                PlainLossyThing.class,
                VersionedLossyThing.class,
                PlainEncryptedThing.class,
                VersionedEncryptedThing.class,
                PlainSerializedThing.class,
                VersionedSerializedThing.class,
                PlainTypedThing.class,
                VersionedTypedThing.class,
                PlainThingWithParts.class,
                VersionedThingWithParts.class,
                PlainThingWithARecord.class,
                VersionedThingWithARecord.class);
    }

    /** Those that Hibernate writes at each flush, enhanced or not. */
    static List<Class<? extends Thing>> alwaysWritten() {
        List<Class<? extends Thing>> written = new ArrayList<>(entities());
        written.removeAll(List.of(
                PlainLossyThing.class,
                VersionedLossyThing.class,
                PlainSerializedThing.class,
                VersionedSerializedThing.class,
                PlainThingWithParts.class,
                VersionedThingWithParts.class,
                PlainThingWithARecord.class,
                VersionedThingWithARecord.class));
        return written;
    }

    @Embeddable
    static class Parts {
        @Convert(converter = WordConverter.class)
        Word word = new Word("red");

        @JdbcTypeCode(SqlTypes.JSON)
        Preferences preferences = new Preferences();
    }

    @Embeddable
    record Pair(
            int number,
            @Convert(converter = WordConverter.class) Word word) {}

    @MappedSuperclass
    abstract static class JsonThing extends Thing {
        @JdbcTypeCode(SqlTypes.JSON)
        Preferences preferences = new Preferences();

        @Override
        void change(String color) {
            preferences = new Preferences();
            preferences.color = color;
        }

        @Override
        void changeInPlace(String color) {
            preferences.color = color;
        }

        @Override
        String contents() {
            return preferences.color;
        }
    }

    @Entity(name = "PlainJsonThing")
    static class PlainJsonThing extends JsonThing {}

    @Entity(name = "VersionedJsonThing")
    static class VersionedJsonThing extends JsonThing {
        @Version
        int version;
    }

    /** Hibernate neither copies notes nor compares them, so even a missing one is written. */
    @MappedSuperclass
    abstract static class NotedThing extends Thing {
        @Convert(converter = NoteConverter.class)
        Note converted;

        @JdbcTypeCode(SqlTypes.JSON)
        Note note;

        @Override
        void change(String color) {
            note = new Note();
            note.text = color;
        }

        @Override
        void changeInPlace(String color) {
            if (note == null) {
                change(color);
            } else {
                note.text = color;
            }
        }

        @Override
        String contents() {
            return note == null ? "none" : note.text;
        }
    }

    @Entity(name = "PlainNotedThing")
    static class PlainNotedThing extends NotedThing {}

    @Entity(name = "VersionedNotedThing")
    static class VersionedNotedThing extends NotedThing {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ConvertedThing extends Thing {
        @Convert(converter = WordConverter.class)
        Word word = new Word("red");

        @Override
        void change(String color) {
            word = new Word(color);
        }

        @Override
        void changeInPlace(String color) {
            word.text = color;
        }

        @Override
        String contents() {
            return word.text;
        }
    }

    @Entity(name = "PlainConvertedThing")
    static class PlainConvertedThing extends ConvertedThing {}

    @Entity(name = "VersionedConvertedThing")
    static class VersionedConvertedThing extends ConvertedThing {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class LossyThing extends Thing {
        @Convert(converter = PriceConverter.class)
        Price price = new Price(1.25);

        @Override
        void change(String color) {
            price = new Price(color.length() + 0.25);
        }

        @Override
        void changeInPlace(String color) {
            price = new Price(color.length() + 0.25);
        }

        @Override
        String contents() {
            return String.valueOf(Math.round(price.amount()));
        }
    }

    @Entity(name = "PlainLossyThing")
    static class PlainLossyThing extends LossyThing {}

    @Entity(name = "VersionedLossyThing")
    static class VersionedLossyThing extends LossyThing {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class EncryptedThing extends Thing {
        @Convert(converter = SecretConverter.class)
        Secret secret = new Secret("red");

        @Override
        void change(String color) {
            secret = new Secret(color);
        }

        @Override
        void changeInPlace(String color) {
            secret.text = color;
        }

        @Override
        String contents() {
            return secret.text;
        }
    }

    @Entity(name = "PlainEncryptedThing")
    static class PlainEncryptedThing extends EncryptedThing {}

    @Entity(name = "VersionedEncryptedThing")
    static class VersionedEncryptedThing extends EncryptedThing {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class SerializedThing extends Thing {
        Coin coin = new Coin();

        @Override
        void change(String color) {
            coin = new Coin();
            coin.worth = color.length();
        }

        @Override
        void changeInPlace(String color) {
            coin.worth = color.length();
        }

        @Override
        String contents() {
            return String.valueOf(coin.worth);
        }
    }

    @Entity(name = "PlainSerializedThing")
    static class PlainSerializedThing extends SerializedThing {}

    @Entity(name = "VersionedSerializedThing")
    static class VersionedSerializedThing extends SerializedThing {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class TypedThing extends Thing {
        @Type(RouteType.class)
        Route route = new Route("red");

        @Override
        void change(String color) {
            route = new Route(color);
        }

        @Override
        void changeInPlace(String color) {
            route.text = color;
        }

        @Override
        String contents() {
            return route.text;
        }
    }

    @Entity(name = "PlainTypedThing")
    static class PlainTypedThing extends TypedThing {}

    @Entity(name = "VersionedTypedThing")
    static class VersionedTypedThing extends TypedThing {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithParts extends Thing {
        @Embedded
        protected Parts parts = new Parts();

        @Override
        void change(String color) {
            parts = new Parts();
            parts.word.text = color;
            parts.preferences.color = color;
        }

        @Override
        void changeInPlace(String color) {
            parts.word.text = color;
            parts.preferences.color = color;
        }

        @Override
        String contents() {
            return parts.word.text + parts.preferences.color;
        }
    }

    @Entity(name = "PlainThingWithParts")
    static class PlainThingWithParts extends ThingWithParts {}

    @Entity(name = "VersionedThingWithParts")
    static class VersionedThingWithParts extends ThingWithParts {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithARecord extends Thing {
        @Embedded
        Pair pair = new Pair(1, new Word("red"));

        @Override
        void change(String color) {
            pair = new Pair(2, new Word(color));
        }

        @Override
        void changeInPlace(String color) {
            pair.word().text = color;
        }

        @Override
        String contents() {
            return pair.number() + pair.word().text;
        }
    }

    @Entity(name = "PlainThingWithARecord")
    static class PlainThingWithARecord extends ThingWithARecord {}

    @Entity(name = "VersionedThingWithARecord")
    static class VersionedThingWithARecord extends ThingWithARecord {
        @Version
        int version;
    }
}
