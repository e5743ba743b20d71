package dev.signals.it.harmless;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes attributes with many values. */
final class PluralGenerator {

    private final Dice dice;

    PluralGenerator(Dice dice) {
        this.dice = dice;
    }

    Domain add(
            Domain domain,
            String owner,
            String name,
            Semantics semantics,
            Elements element,
            @Nullable String target,
            @Nullable String keyTarget) {
        return switch (element) {
            case BASIC -> put(domain, owner, basic(name, semantics, keyTarget, hasNumber(domain, owner)));
            case EMBEDDABLE -> embeddable(domain, owner, name, semantics, target, keyTarget);
            case MANY_TO_ANY -> any(domain, owner, name, semantics);
            default -> entities(domain, owner, name, semantics, element, Objects.requireNonNull(target), keyTarget);
        };
    }

    private static Domain put(Domain domain, String owner, Attribute attribute) {
        return domain.with(domain.entity(owner).orElseThrow().plus(attribute));
    }

    private Attribute basic(String name, Semantics semantics, @Nullable String keyTarget, boolean hasNumber) {
        Basics basic = dice.feature(Basics.ofElements().stream()
                .filter(each -> !semantics.isSorted() || each.isComparable())
                .toList());
        List<String> annotations = new ArrayList<>(List.of("@ElementCollection" + fetch()));
        annotations.add("@CollectionTable(name = \"" + name + "_table\")");
        annotations.add("@Column(name = \"" + name + "_element\")");
        boolean map = semantics.kind() == Kind.MAP;
        basic.annotations().stream()
                .map(each -> map ? each.replace("@Convert(", "@Convert(attributeName = \"value\", ") : each)
                .forEach(annotations::add);
        refine(annotations, name, semantics, Elements.BASIC, true, hasNumber);
        return plural(
                name,
                semantics,
                basic.boxedType(),
                annotations,
                basic.sample(),
                null,
                keyTarget,
                Elements.BASIC,
                Cascades.NONE,
                null,
                "");
    }

    private Domain embeddable(
            Domain domain,
            String owner,
            String name,
            Semantics semantics,
            @Nullable String target,
            @Nullable String keyTarget) {
        Embeddables embeddable = dice.feature(List.of(Embeddables.values()).stream()
                .filter(Embeddables::isElement)
                .toList());
        if (semantics.isSorted()
                || (embeddable.needsTarget()
                        && (target == null
                                || !hasSimpleId(domain, target)
                                || domain.root(domain.entity(target).orElseThrow())
                                        .deletesSoftly()))) {
            return domain;
        }
        String className = "Part" + name;
        List<String> annotations = new ArrayList<>(List.of("@ElementCollection" + fetch()));
        annotations.add("@CollectionTable(name = \"" + name + "_table\")");
        refine(annotations, name, semantics, Elements.EMBEDDABLE, true, hasNumber(domain, owner));
        String referred = embeddable.needsTarget() ? target : null;
        return put(
                domain,
                owner,
                plural(
                        name,
                        semantics,
                        className,
                        annotations,
                        className + ".of(n)",
                        referred,
                        keyTarget,
                        Elements.EMBEDDABLE,
                        Cascades.NONE,
                        null,
                        embeddable.source(className, name, target)));
    }

    private Domain any(Domain domain, String owner, String name, Semantics semantics) {
        List<EntitySpec> targets = AttributeGenerator.anyTargets(domain);
        if (targets.isEmpty() || semantics.isHashed()) {
            return domain;
        }
        List<String> annotations = anyAnnotations("@ManyToAny" + fetch(), name, targets);
        annotations.add("@JoinTable(name = \"" + name + "_table\", inverseJoinColumns = @JoinColumn(name = \"" + name
                + "_id\"))");
        annotations.remove("@JoinColumn(name = \"" + name + "_id\")");
        refine(annotations, name, semantics, Elements.MANY_TO_ANY, false, false);
        return put(
                domain,
                owner,
                plural(
                        name,
                        semantics,
                        "Object",
                        annotations,
                        null,
                        targets.get(0).name(),
                        null,
                        Elements.MANY_TO_ANY,
                        Cascades.NONE,
                        null,
                        ""));
    }

    static List<String> anyAnnotations(String annotation, String name, List<EntitySpec> targets) {
        List<String> annotations = new ArrayList<>(List.of(annotation));
        annotations.add("@AnyDiscriminator(DiscriminatorType.STRING)");
        targets.forEach(target -> annotations.add(
                "@AnyDiscriminatorValue(discriminator = \"%1$s\", entity = %1$s.class)".formatted(target.name())));
        annotations.add("@AnyKeyJavaClass(Long.class)");
        annotations.add("@Column(name = \"" + name + "_type\")");
        annotations.add("@JoinColumn(name = \"" + name + "_id\")");
        return annotations;
    }

    private Domain entities(
            Domain domain,
            String owner,
            String name,
            Semantics semantics,
            Elements element,
            String target,
            @Nullable String keyTarget) {
        List<Cascades> fitting = Arrays.stream(Cascades.values())
                .filter(each -> element.isOneToMany() || !each.isOfOwners())
                .toList();
        Cascades cascades = dice.feature(fitting);
        String back = "b" + name;
        List<String> annotations = new ArrayList<>();
        boolean mapped = element == Elements.ONE_TO_MANY_MAPPED || element == Elements.MANY_TO_MANY_BOTH;
        // The side with an order or a key of its own cannot be the inverse one.
        boolean inverse =
                mapped && (element == Elements.ONE_TO_MANY_MAPPED || semantics.isUnordered() && dice.chance(1, 2));
        String settings = (inverse ? ", mappedBy = \"" + back + "\"" : "") + cascades.settings() + eager();
        annotations.add(
                (element.isOneToMany() ? "@OneToMany(" : "@ManyToMany(") + settings.replaceFirst("^, ", "") + ")");
        if (!cascades.annotation().isEmpty()) {
            annotations.add(cascades.annotation());
        }
        if (element == Elements.ONE_TO_MANY_FOREIGN_KEY) {
            if (hasSimpleId(domain, owner)) {
                annotations.add("@JoinColumn(name = \"" + name + "_owner\"" + constraint() + ")");
            } else {
                return domain;
            }
        } else if (!inverse) {
            annotations.add("@JoinTable(name = \"" + name + "_table\")");
        }
        refine(annotations, name, semantics, element, !inverse, hasNumber(domain, owner));
        Attribute attribute = plural(
                name,
                semantics,
                target,
                annotations,
                null,
                target,
                keyTarget,
                element,
                cascades,
                mapped ? back : null,
                "");
        Domain more = put(domain, owner, attribute);
        if (!mapped) {
            return more;
        }
        boolean lazy = dice.chance(2, 3)
                && !domain.root(domain.entity(owner).orElseThrow()).deletesSoftly();
        return put(more, target, other(owner, name, back, element, inverse, lazy));
    }

    /** The attribute of the target that is the other side. */
    private Attribute other(String owner, String name, String back, Elements element, boolean inverse, boolean lazy) {
        if (element == Elements.ONE_TO_MANY_MAPPED) {
            return new Attribute(
                    back,
                    "Elements.ONE_TO_MANY_MAPPED.owner",
                    Kind.TO_ONE,
                    List.of("@ManyToOne(fetch = FetchType." + (lazy ? "LAZY" : "EAGER") + ")"),
                    owner,
                    "",
                    null,
                    null,
                    owner,
                    null,
                    false,
                    false,
                    name,
                    "");
        }
        List<String> annotations = List.of(
                inverse
                        ? "@ManyToMany @JoinTable(name = \"" + name + "_table\")"
                        : "@ManyToMany(mappedBy = \"" + name + "\")");
        return plural(
                back,
                Semantics.BAG,
                owner,
                annotations,
                null,
                owner,
                null,
                Elements.MANY_TO_MANY_BOTH,
                Cascades.NONE,
                name,
                "");
    }

    private static boolean hasSimpleId(Domain domain, String owner) {
        Ids id = domain.entity(owner).orElseThrow().id();
        return id != Ids.EMBEDDED && id != Ids.RECORD && id != Ids.ID_CLASS;
    }

    private static Attribute plural(
            String name,
            Semantics semantics,
            String elementType,
            List<String> annotations,
            @Nullable String sample,
            @Nullable String target,
            @Nullable String keyTarget,
            Elements element,
            Cascades cascades,
            @Nullable String back,
            String nested) {
        String key = semantics == Semantics.MAP_BY_ENTITY ? keyTarget : null;
        return new Attribute(
                name,
                "Semantics." + semantics + " of Elements." + element,
                semantics.kind(),
                annotations,
                semantics.type(elementType, name, key == null ? "" : key),
                semantics.empty(elementType),
                sample,
                semantics.key(name),
                target,
                key,
                cascades.persists(),
                false,
                back,
                semantics.nested(name) + nested);
    }

    /** Says one thing more of it, or two. */
    private void refine(
            List<String> annotations,
            String name,
            Semantics semantics,
            Elements element,
            boolean owning,
            boolean hasNumber) {
        annotations.addAll(semantics.annotations(name));
        List<Refinements> fitting = Arrays.stream(Refinements.values())
                .filter(each ->
                        each.fits(semantics, element, owning) && (hasNumber || each != Refinements.OTHER_COLUMN))
                .toList();
        Refinements one = dice.feature(fitting);
        Refinements two = dice.chance(1, 4) ? dice.feature(fitting) : Refinements.NONE;
        refine(annotations, name, one);
        if (!one.chapter().equals(two.chapter()) && !(isDeleting(one) && isDeleting(two))) {
            refine(annotations, name, two);
        }
    }

    private static boolean isDeleting(Refinements refinement) {
        return refinement.name().startsWith("SOFT");
    }

    private static void refine(List<String> annotations, String name, Refinements refinement) {
        if (refinement == Refinements.OTHER_COLUMN) {
            String join = Refinements.OTHER_COLUMN_JOIN.formatted(name);
            annotations.replaceAll(text -> text.startsWith("@JoinColumn(")
                    ? join
                    : text.matches("@(Collection|Join)Table\\(name = \"\\w+\"\\)")
                            ? text.replaceFirst("\\)$", ", joinColumns = " + join + ")")
                            : text);
        } else if (refinement != Refinements.NONE) {
            annotations.add(refinement.annotation(name));
        }
    }

    /** Whether the number is in the table of the entity itself. */
    private static boolean hasNumber(Domain domain, String owner) {
        EntitySpec entity = domain.entity(owner).orElseThrow();
        return entity.parent() == null && !entity.isMappedSuperclass();
    }

    private String fetch() {
        return dice.chance(1, 6) ? "(fetch = FetchType.EAGER)" : "";
    }

    private String eager() {
        return dice.chance(1, 8) ? ", fetch = FetchType.EAGER" : "";
    }

    private String constraint() {
        return dice.chance(1, 2) ? ", foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT)" : "";
    }
}
