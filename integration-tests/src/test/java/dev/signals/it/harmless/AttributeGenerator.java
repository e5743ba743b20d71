package dev.signals.it.harmless;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives the entities of a domain their attributes. */
final class AttributeGenerator {

    private final Dice dice;
    private final PluralGenerator plurals;
    private Domain domain;
    private int count;

    AttributeGenerator(Dice dice, Domain domain) {
        this.dice = dice;
        this.domain = domain;
        this.plurals = new PluralGenerator(dice);
    }

    Domain fill(int most) {
        for (EntitySpec entity : domain.entities()) {
            int attributes = 1 + dice.next(most);
            for (int i = 0; i < attributes; i++) {
                add(entity.name());
            }
        }
        return domain;
    }

    private void add(String owner) {
        String name = "f" + ++count;
        if (isByXml(owner)) {
            xml(owner, name);
            return;
        }
        switch (dice.next(10)) {
            case 0, 1, 2 -> put(owner, basic(name));
            case 3 -> embedded(owner, name);
            case 4, 5 -> toOne(owner, name);
            case 6 -> generated(owner, name);
            default -> plural(owner, name);
        }
    }

    private void put(String owner, Attribute attribute) {
        domain.entity(owner).ifPresent(entity -> domain = domain.with(entity.plus(attribute)));
    }

    private void generated(String owner, String name) {
        Generateds feature = dice.feature(List.of(Generateds.values()));
        // The table of a subclass has no number to compute it from.
        boolean hasNumber = domain.entity(owner).map(EntitySpec::parent).isEmpty();
        if (hasNumber || !feature.isComputed()) {
            put(owner, feature.attribute(name));
        }
    }

    private Attribute basic(String name) {
        Basics basic = dice.feature(List.of(Basics.values()));
        Facets facet = dice.feature(
                Arrays.stream(Facets.values()).filter(each -> each.fits(basic)).toList());
        Attribute plain = basic.attribute(name);
        List<String> more = new ArrayList<>(plain.annotations());
        if (facet != Facets.NONE) {
            more.add(facet.annotation());
        }
        return new Attribute(
                name,
                plain.feature(),
                Kind.VALUE,
                more,
                plain.type(),
                "",
                plain.sample(),
                null,
                null,
                null,
                false,
                facet == Facets.REQUIRED,
                null,
                "");
    }

    private void embedded(String owner, String name) {
        Embeddables embeddable = dice.feature(List.of(Embeddables.values()));
        String target = target();
        if (!embeddable.needsTarget()
                || (target != null
                        && isSingleColumn(domain.entity(target).orElseThrow())
                        && !domain.root(domain.entity(target).orElseThrow()).deletesSoftly())) {
            put(owner, embeddable.attribute(name, target));
        }
    }

    private void toOne(String owner, String name) {
        ToOnes feature =
                hasNaturalId(owner) && dice.chance(1, 3) ? ToOnes.NATURAL : dice.feature(List.of(ToOnes.values()));
        if (feature == ToOnes.ANY) {
            any(owner, name);
            return;
        }
        String target = target();
        if (target == null) {
            return;
        }
        Cascades cascades = cascades(feature == ToOnes.ONE_TO_ONE || feature == ToOnes.ONE_TO_ONE_BOTH);
        List<String> annotations = new ArrayList<>();
        EntitySpec aim = domain.entity(target).orElseThrow();
        // Hibernate cannot tell from the key alone whether the row is there.
        boolean eager = domain.root(aim).deletesSoftly();
        annotations.add(feature.annotation(cascades.settings()).replace("LAZY", eager ? "EAGER" : "LAZY"));
        addTo(annotations, cascades);
        String join = join(name);
        if (feature == ToOnes.UNIQUE_COLUMN && aim.parent() == null && !isMappedSuperclassChild(aim)) {
            annotations.add(
                    "@JoinColumn(name = \"" + name
                            + "_number\", referencedColumnName = \"number\", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))");
        } else if (feature == ToOnes.IN_TABLE) {
            annotations.add("@JoinTable(name = \"" + name + "_table\")");
        } else if (feature.mayHaveColumn()
                && !join.isEmpty()
                && !aim.id().equals(Ids.ID_CLASS)
                && isSingleColumn(aim)) {
            annotations.add(join);
        }
        boolean both = feature == ToOnes.ONE_TO_ONE_BOTH && !isMappedSuperclass(owner) && !aim.isByXml();
        String back = both ? "g" + count : null;
        put(owner, toOne(name, "ToOnes." + feature, annotations, target, cascades, back));
        if (both) {
            other(owner, target, name);
        }
    }

    /** The other side of a one-to-one, which may be the one that cascades. */
    private void other(String owner, String target, String name) {
        Cascades cascades = cascades(true);
        List<String> annotations = new ArrayList<>();
        annotations.add("@OneToOne(mappedBy = \"" + name + "\", fetch = FetchType."
                + (dice.chance(1, 2) ? "LAZY" : "EAGER") + cascades.settings() + ")");
        addTo(annotations, cascades);
        put(target, toOne("g" + count, "ToOnes.ONE_TO_ONE_BOTH", annotations, owner, cascades, name));
    }

    private Cascades cascades(boolean owner) {
        List<Cascades> fitting = Arrays.stream(Cascades.values())
                .filter(each -> owner || !each.isOfOwners())
                .toList();
        return dice.feature(fitting);
    }

    /** What an association to any entity cascades, which has no settings of JPA's. */
    private Cascades hibernateCascades() {
        return dice.feature(Arrays.stream(Cascades.values())
                .filter(each -> each.settings().isEmpty())
                .toList());
    }

    private static void addTo(List<String> annotations, Cascades cascades) {
        if (!cascades.annotation().isEmpty()) {
            annotations.add(cascades.annotation());
        }
    }

    private static Attribute toOne(
            String name,
            String feature,
            List<String> annotations,
            String target,
            Cascades cascades,
            @Nullable String back) {
        return new Attribute(
                name,
                feature,
                Kind.TO_ONE,
                annotations,
                target,
                "",
                null,
                null,
                target,
                null,
                cascades.persists(),
                false,
                back,
                "");
    }

    private String join(String name) {
        return dice.chance(1, 2)
                ? "@JoinColumn(name = \"" + name + "_id\", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))"
                : "";
    }

    private void any(String owner, String name) {
        List<EntitySpec> targets = anyTargets(domain);
        if (!targets.isEmpty()) {
            Cascades cascades = hibernateCascades();
            List<String> annotations = PluralGenerator.anyAnnotations("@Any", name, targets);
            addTo(annotations, cascades);
            put(
                    owner,
                    new Attribute(
                            name,
                            "ToOnes.ANY",
                            Kind.ANY,
                            annotations,
                            "Object",
                            "",
                            null,
                            null,
                            targets.get(0).name(),
                            null,
                            cascades.persists(),
                            false,
                            null,
                            ""));
        }
    }

    /** Entities that share a type of id, so that one column can refer to all of them. */
    static List<EntitySpec> anyTargets(Domain domain) {
        return domain.concrete().stream()
                .filter(entity -> entity.parent() == null && entity.id().isSimpleNumber())
                .limit(2)
                .toList();
    }

    private void plural(String owner, String name) {
        Elements element = dice.feature(List.of(Elements.values()));
        List<Semantics> fitting = Arrays.stream(Semantics.values())
                .filter(element::fits)
                .filter(semantics -> !isMappedSuperclass(owner) || element != Elements.ONE_TO_MANY_MAPPED)
                .toList();
        if (fitting.isEmpty()) {
            return;
        }
        Semantics semantics = dice.feature(fitting);
        String target = element == Elements.MANY_TO_MANY_SELF ? owner : target();
        String keyTarget = target();
        if (isMappedSuperclass(owner) && element.isEntity() && element != Elements.MANY_TO_MANY) {
            return;
        }
        if (element.isEntity() && (target == null || semantics.isHashed() && !hasEquality(target))) {
            return;
        }
        boolean both = element == Elements.ONE_TO_MANY_MAPPED || element == Elements.MANY_TO_MANY_BOTH;
        if (both && isByXml(Objects.requireNonNull(target))) {
            return;
        }
        if (semantics == Semantics.MAP_BY_ENTITY && (keyTarget == null || !hasEquality(keyTarget))) {
            return;
        }
        domain = plurals.add(domain, owner, name, semantics, element, target, keyTarget);
    }

    private void xml(String owner, String name) {
        Xmls feature = dice.feature(List.of(Xmls.values()));
        List<EntitySpec> targets = (feature == Xmls.ANY ? anyTargets(domain) : domain.concrete())
                .stream()
                        .filter(each ->
                                isSingleColumn(each) && !domain.root(each).deletesSoftly())
                        .toList();
        String target = targets.isEmpty() ? null : dice.one(targets).name();
        if (feature.needsTarget() && (target == null || feature.isHashed() && !hasEquality(target))) {
            return;
        }
        boolean orphans = feature.isCollection() && feature.needsTarget() && dice.chance(1, 4);
        String nested = domain.packageName() + "." + owner + "$";
        put(
                owner,
                feature.attribute(
                        name,
                        target,
                        nested,
                        dice.one(orphans ? Xmls.ORPHANS : Xmls.CASCADES),
                        feature == Xmls.NUMBERS ? "" : dice.one(Xmls.MORE)));
    }

    private boolean hasNaturalId(String entity) {
        return domain.entity(entity).orElseThrow().has(Traits.NATURAL_ID);
    }

    private boolean isByXml(String entity) {
        return domain.entity(entity).orElseThrow().isByXml();
    }

    private boolean hasEquality(String entity) {
        return domain.root(domain.entity(entity).orElseThrow()).has(Traits.EQUALITY);
    }

    private boolean isMappedSuperclass(String entity) {
        return domain.entity(entity).orElseThrow().isMappedSuperclass();
    }

    private boolean isMappedSuperclassChild(EntitySpec entity) {
        return domain.root(entity).isMappedSuperclass();
    }

    private static boolean isSingleColumn(EntitySpec entity) {
        return entity.id() != Ids.EMBEDDED && entity.id() != Ids.RECORD && entity.id() != Ids.ID_CLASS;
    }

    /** An entity that can be referred to. */
    private @Nullable String target() {
        List<EntitySpec> concrete = domain.concrete();
        return concrete.isEmpty() ? null : dice.one(concrete).name();
    }
}
