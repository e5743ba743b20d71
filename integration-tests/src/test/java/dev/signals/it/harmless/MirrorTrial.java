package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.harmless.Tape.Line;
import dev.signals.it.harmless.Tape.Track;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.bytecode.enhance.spi.EnhancementException;
import org.jspecify.annotations.Nullable;

/** Keeps copies of the database by what is announced, and compares them with it after each transaction. */
final class MirrorTrial implements Oracle {

    /** What the database or the application makes of a value behind the back of a flush, or hides of the rows. */
    private static final Set<String> UNSEEN = Set.of(
            "Basics.CONVERTED_WITH_LOSS",
            "Basics.ZONED_TIME",
            "Generateds.TRANSFORMED",
            "Generateds.DEFAULT",
            "Generateds.COLUMN",
            "Generateds.FORMULA",
            "ToOnes.NOT_FOUND");

    private final Database database;

    MirrorTrial(Database database) {
        this.database = database;
    }

    @Override
    public @Nullable Difference difference(Script script, Map<String, byte[]> compiled) {
        DomainClasses classes;
        try {
            classes = new DomainClasses(script.domain(), compiled);
        } catch (EnhancementException e) {
            throw new Refused(e);
        }
        Mirror[] mirrors = new Mirror[2];
        Side side;
        try {
            side = new Side(script.domain(), classes, database, true, true, factory -> {
                mirrors[0] = Mirror.ofChanged(script.domain(), factory);
                mirrors[1] = Mirror.ofSaves(script.domain(), factory);
            });
        } catch (RuntimeException e) {
            throw new Refused(e);
        }
        try (side) {
            for (int i = 0; i < script.works().size(); i++) {
                side.runOne(i, script.works().get(i));
                if (!mirrors[0].isReadable()) {
                    return null;
                }
                for (Mirror mirror : mirrors) {
                    Difference fault =
                            fault(script, i, mirror == mirrors[0] ? "changed" : "post_save", mirror.faults());
                    if (fault != null) {
                        return fault;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable Difference fault(Script script, int work, String signal, List<String[]> faults) {
        for (String[] pair : faults) {
            String feature = feature(script, pair[0]);
            if (!feature.isEmpty() && Stream.of(feature.split(" of ")).noneMatch(UNSEEN::contains)) {
                return new Difference(
                        work + " " + signal,
                        new Line(Track.MIRROR, feature + ": " + pair[0]),
                        new Line(Track.MIRROR, feature + ": " + pair[1]),
                        null);
            }
        }
        return null;
    }

    /** What an attribute is an example of, or the row itself; empty for what the work does not set, and for rows that are hidden. */
    private static String feature(Script script, String text) {
        String[] words = text.split(" ");
        boolean hidden = script.domain().entities().stream()
                .filter(entity -> text.contains(entity.name() + " "))
                .anyMatch(entity -> entity.has(Traits.RESTRICTED) || entity.id() == Ids.DERIVED);
        if (hidden) {
            return "";
        }
        if (text.startsWith("row ") || text.startsWith("no row ")) {
            return text.startsWith("row ") ? "row" : "no row";
        }
        String attribute = words[2].replaceFirst("[.:].*", "");
        return script.domain().entities().stream()
                .flatMap(entity -> entity.attributes().stream())
                .filter(each -> each.name().equals(attribute))
                .map(Attribute::feature)
                .collect(Collectors.joining(" or "));
    }

    @Override
    public @Nullable Difference noise(Script script, Map<String, byte[]> compiled) {
        return null;
    }
}
