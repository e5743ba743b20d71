package dev.signals.it.harmless;

import dev.signals.it.harmless.UnequalValues.Preferences;
import dev.signals.it.harmless.UnequalValues.Secret;
import dev.signals.it.harmless.UnequalValues.SecretConverter;
import dev.signals.it.harmless.UnequalValues.Word;
import dev.signals.it.harmless.UnequalValues.WordConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Entities with a collection whose elements do not equal their own copies, each with a version and without. */
final class UnequalElements {

    private UnequalElements() {}

    static List<Class<? extends Thing>> entities() {
        return List.of(
                PlainThingWithAList.class,
                VersionedThingWithAList.class,
                PlainThingWithABag.class,
                VersionedThingWithABag.class,
                PlainThingWithASet.class,
                VersionedThingWithASet.class,
                PlainThingWithAMap.class,
                VersionedThingWithAMap.class,
                PlainThingWithAnArray.class,
                VersionedThingWithAnArray.class,
                PlainThingWithSecrets.class,
                VersionedThingWithSecrets.class,
                PlainThingWithDocuments.class,
                VersionedThingWithDocuments.class,
                PlainThingWithASetOfLabels.class,
                VersionedThingWithASetOfLabels.class,
                PlainThingWithAListOfLabels.class,
                VersionedThingWithAListOfLabels.class,
                PlainThingWithAMapOfLabels.class,
                VersionedThingWithAMapOfLabels.class);
    }

    @Embeddable
    static class Label {
        String text;

        Label() {}

        Label(String text) {
            this.text = text;
        }
    }

    @MappedSuperclass
    abstract static class ThingWithAList extends Thing {
        @ElementCollection
        @OrderColumn
        @Convert(converter = WordConverter.class)
        List<Word> words = new ArrayList<>(List.of(new Word("red"), new Word("red")));

        @Override
        void change(String color) {
            words.set(1, new Word(color));
        }

        @Override
        void changeInPlace(String color) {
            words.get(1).text = color;
        }

        @Override
        String contents() {
            return words.stream().map(word -> word.text).sorted().toList().toString();
        }
    }

    @Entity(name = "PlainThingWithAList")
    static class PlainThingWithAList extends ThingWithAList {}

    @Entity(name = "VersionedThingWithAList")
    static class VersionedThingWithAList extends ThingWithAList {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithABag extends Thing {
        @ElementCollection
        @Convert(converter = WordConverter.class)
        List<Word> words = new ArrayList<>(List.of(new Word("red")));

        @Override
        void change(String color) {
            words = new ArrayList<>(List.of(new Word(color)));
        }

        @Override
        void changeInPlace(String color) {
            words.get(0).text = color;
        }

        @Override
        String contents() {
            return words.stream().map(word -> word.text).sorted().toList().toString();
        }
    }

    @Entity(name = "PlainThingWithABag")
    static class PlainThingWithABag extends ThingWithABag {}

    @Entity(name = "VersionedThingWithABag")
    static class VersionedThingWithABag extends ThingWithABag {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithASet extends Thing {
        @ElementCollection
        @Convert(converter = WordConverter.class)
        Set<Word> words = new HashSet<>(Set.of(new Word("red")));

        @Override
        void change(String color) {
            words.clear();
            words.add(new Word(color));
        }

        @Override
        void changeInPlace(String color) {
            words.iterator().next().text = color;
        }

        @Override
        String contents() {
            return words.stream().map(word -> word.text).sorted().toList().toString();
        }
    }

    @Entity(name = "PlainThingWithASet")
    static class PlainThingWithASet extends ThingWithASet {}

    @Entity(name = "VersionedThingWithASet")
    static class VersionedThingWithASet extends ThingWithASet {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithAMap extends Thing {
        @ElementCollection
        @Convert(converter = WordConverter.class)
        Map<String, Word> words = new HashMap<>(Map.of("k", new Word("red")));

        @Override
        void change(String color) {
            words.put("k", new Word(color));
        }

        @Override
        void changeInPlace(String color) {
            words.get("k").text = color;
        }

        @Override
        String contents() {
            return words.get("k").text;
        }
    }

    @Entity(name = "PlainThingWithAMap")
    static class PlainThingWithAMap extends ThingWithAMap {}

    @Entity(name = "VersionedThingWithAMap")
    static class VersionedThingWithAMap extends ThingWithAMap {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithAnArray extends Thing {
        @ElementCollection
        @OrderColumn
        @Convert(converter = WordConverter.class)
        Word[] words = {new Word("red"), new Word("red")};

        @Override
        void change(String color) {
            words = new Word[] {new Word(color)};
        }

        @Override
        void changeInPlace(String color) {
            words[0].text = color;
        }

        @Override
        String contents() {
            return Arrays.stream(words).map(word -> word.text).toList().toString();
        }
    }

    @Entity(name = "PlainThingWithAnArray")
    static class PlainThingWithAnArray extends ThingWithAnArray {}

    @Entity(name = "VersionedThingWithAnArray")
    static class VersionedThingWithAnArray extends ThingWithAnArray {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithSecrets extends Thing {
        @ElementCollection
        @Convert(converter = SecretConverter.class)
        Set<Secret> secrets = new HashSet<>(Set.of(new Secret("red")));

        @Override
        void change(String color) {
            secrets = new HashSet<>(Set.of(new Secret(color)));
        }

        @Override
        void changeInPlace(String color) {
            secrets.iterator().next().text = color;
        }

        @Override
        String contents() {
            return secrets.stream().map(secret -> secret.text).sorted().toList().toString();
        }
    }

    @Entity(name = "PlainThingWithSecrets")
    static class PlainThingWithSecrets extends ThingWithSecrets {}

    @Entity(name = "VersionedThingWithSecrets")
    static class VersionedThingWithSecrets extends ThingWithSecrets {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithDocuments extends Thing {
        @ElementCollection
        @JdbcTypeCode(SqlTypes.JSON)
        List<Preferences> documents = new ArrayList<>(List.of(new Preferences()));

        @Override
        void change(String color) {
            documents.add(new Preferences());
            documents.get(1).color = color;
        }

        @Override
        void changeInPlace(String color) {
            documents.get(0).color = color;
        }

        @Override
        String contents() {
            return documents.stream().map(each -> each.color).sorted().toList().toString();
        }
    }

    @Entity(name = "PlainThingWithDocuments")
    static class PlainThingWithDocuments extends ThingWithDocuments {}

    @Entity(name = "VersionedThingWithDocuments")
    static class VersionedThingWithDocuments extends ThingWithDocuments {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithASetOfLabels extends Thing {
        @ElementCollection
        Set<Label> labels = new HashSet<>(Set.of(new Label("red")));

        @Override
        void change(String color) {
            labels = new HashSet<>(Set.of(new Label(color)));
        }

        @Override
        void changeInPlace(String color) {
            labels.iterator().next().text = color;
        }

        @Override
        String contents() {
            return labels.stream().map(label -> label.text).sorted().toList().toString();
        }
    }

    @Entity(name = "PlainThingWithASetOfLabels")
    static class PlainThingWithASetOfLabels extends ThingWithASetOfLabels {}

    @Entity(name = "VersionedThingWithASetOfLabels")
    static class VersionedThingWithASetOfLabels extends ThingWithASetOfLabels {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithAListOfLabels extends Thing {
        @ElementCollection
        @OrderColumn
        List<Label> labels = new ArrayList<>(List.of(new Label("red")));

        @Override
        void change(String color) {
            labels.add(new Label(color));
        }

        @Override
        void changeInPlace(String color) {
            labels.get(0).text = color;
        }

        @Override
        String contents() {
            return labels.stream().map(label -> label.text).toList().toString();
        }
    }

    @Entity(name = "PlainThingWithAListOfLabels")
    static class PlainThingWithAListOfLabels extends ThingWithAListOfLabels {}

    @Entity(name = "VersionedThingWithAListOfLabels")
    static class VersionedThingWithAListOfLabels extends ThingWithAListOfLabels {
        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class ThingWithAMapOfLabels extends Thing {
        @ElementCollection
        Map<String, Label> labels = new HashMap<>(Map.of("k", new Label("red")));

        @Override
        void change(String color) {
            labels.put("k", new Label(color));
        }

        @Override
        void changeInPlace(String color) {
            labels.get("k").text = color;
        }

        @Override
        String contents() {
            return labels.get("k").text;
        }
    }

    @Entity(name = "PlainThingWithAMapOfLabels")
    static class PlainThingWithAMapOfLabels extends ThingWithAMapOfLabels {}

    @Entity(name = "VersionedThingWithAMapOfLabels")
    static class VersionedThingWithAMapOfLabels extends ThingWithAMapOfLabels {
        @Version
        int version;
    }
}
