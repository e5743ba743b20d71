package dev.signals.it.harmless;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Composes a domain of a seed. */
final class DomainGenerator {

    private static final List<String> NAMES = List.of("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta");

    private static final int FEWEST_ENTITIES = 3;
    private static final int MOST_ATTRIBUTES = 4;

    private final Dice dice;
    private final String packageName;

    private DomainGenerator(long seed) {
        dice = new Dice(seed);
        packageName = "generated.d" + seed;
    }

    static Domain domain(long seed) {
        return new DomainGenerator(seed).domain();
    }

    private Domain domain() {
        Set<Settings> settings = EnumSet.noneOf(Settings.class);
        for (Settings setting : Settings.values()) {
            if (setting != Settings.CROWDED && dice.chance(setting.weight(), 20)) {
                settings.add(setting);
            }
        }
        List<EntitySpec> entities = new ArrayList<>();
        int count = FEWEST_ENTITIES + dice.next(NAMES.size() - FEWEST_ENTITIES + 1);
        for (int i = 0; i < count; i++) {
            entities.add(entity(NAMES.get(i), entities));
        }
        Domain domain = new Domain(packageName, settings, entities);
        Domain filled = new AttributeGenerator(dice, domain).fill(MOST_ATTRIBUTES);
        return dice.chance(Settings.CROWDED.weight(), 20) ? filled.with(Settings.CROWDED) : filled;
    }

    private EntitySpec entity(String name, List<EntitySpec> before) {
        Optional<EntitySpec> parent = before.stream()
                .filter(each -> each.inheritance() != Inheritances.NONE && dice.chance(3, 4))
                .findFirst();
        if (parent.isPresent()) {
            Set<Traits> traits = traits(false, Ids.ASSIGNED, Inheritances.NONE);
            EntitySpec root = parent.get();
            if (root.has(Traits.OPTIMISTIC_ALL) || root.has(Traits.OPTIMISTIC_DIRTY)) {
                traits.add(Traits.DYNAMIC_UPDATE); // Hibernate wants it of each class.
            }
            if (root.inheritance() != Inheritances.JOINED) {
                traits.remove(Traits.ROW_DELETED_BY_DATABASE);
            }
            return new EntitySpec(name, root.name(), Inheritances.NONE, root.id(), null, traits, List.of());
        }
        Inheritances inheritance = dice.feature(List.of(Inheritances.values()));
        Ids id = dice.feature(List.of(Ids.values()));
        String target = id.isDerived() ? idTarget(before) : null;
        if (id.isDerived() && (target == null || inheritance != Inheritances.NONE)) {
            id = Ids.SEQUENCE;
            target = null;
        }
        if (id == Ids.IDENTITY && inheritance == Inheritances.TABLE_PER_CLASS) {
            id = Ids.SEQUENCE;
        }
        Set<Traits> traits = traits(true, id, inheritance);
        traits.remove(Traits.ROW_DELETED_BY_DATABASE);
        if (traits.contains(Traits.BY_XML)) {
            traits.removeIf(trait -> !trait.isOfXml());
            return new EntitySpec(name, null, Inheritances.NONE, id.ofXml(), null, traits, List.of());
        }
        return new EntitySpec(name, null, inheritance, id, target, traits, List.of());
    }

    private @Nullable String idTarget(List<EntitySpec> before) {
        return before.stream()
                .filter(each -> each.parent() == null
                        && !each.isMappedSuperclass()
                        && each.id().isSimpleNumber())
                .map(EntitySpec::name)
                .findFirst()
                .orElse(null);
    }

    private Set<Traits> traits(boolean root, Ids id, Inheritances inheritance) {
        Set<Traits> traits = EnumSet.noneOf(Traits.class);
        for (Traits trait : Traits.values()) {
            boolean fits = root || !trait.isOfRoot();
            boolean taken = traits.stream().anyMatch(trait::excludes);
            if (fits && !taken && dice.chance(trait.weight(), 20)) {
                traits.add(trait);
            }
        }
        if (inheritance == Inheritances.JOINED) {
            traits.removeAll(Set.of(Traits.OPTIMISTIC_ALL, Traits.OPTIMISTIC_DIRTY));
        }
        if (inheritance == Inheritances.MAPPED_SUPERCLASS) {
            traits.removeAll(Set.of(Traits.SECOND_TABLE, Traits.SECOND_TABLE_REQUIRED));
        }
        if (!id.isSimpleNumber()
                || traits.stream().anyMatch(Traits::deletesSoftly)
                || traits.stream().anyMatch(Traits::isLocking)) {
            traits.remove(Traits.SQL_OF_ITS_OWN);
        }
        return traits;
    }
}
