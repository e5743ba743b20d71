package dev.signals.it.django;

import static dev.signals.it.django.Difference.ANY;
import static dev.signals.it.django.Difference.because;
import static dev.signals.it.django.Difference.in;
import static dev.signals.it.django.Edit.everyField;
import static dev.signals.it.django.Edit.fact;
import static dev.signals.it.django.Edit.field;
import static dev.signals.it.django.Edit.noFact;
import static dev.signals.it.django.Edit.noField;
import static dev.signals.it.django.Edit.noStatements;
import static dev.signals.it.django.Edit.notPlayed;
import static dev.signals.it.django.Edit.notSent;
import static dev.signals.it.django.Edit.order;
import static dev.signals.it.django.Edit.outcome;
import static dev.signals.it.django.Edit.sentToo;
import static dev.signals.it.django.Edit.sentTooAfter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the traces and this library differ, and why: the only place for it. The rows are those of {@code
 * docs/django.md}.
 *
 * <p>A difference that no longer occurs fails like one that was not agreed: take it out.
 */
final class AgreedDifferences {

    private static final String CHANGES =
            "B12: what is changed, not what was asked for; of a new entity every attribute with a value";
    private static final String OWN_ORIGIN = "B19: no query deletes and announces; the program removes each entity";
    private static final String UNCHANGED = "C10: a save without a change is none, and not announced";
    private static final String NO_DIFFERENCE =
            "G02, G05, G06: what is there already, or is not there, makes no difference";
    private static final String CLEAR = "G06: clear() reads the collection, so it is a removal of what is known";
    private static final String ONE_FLUSH = "G07: every pre action comes before the flush, every post action after it";
    private static final String KEPT = "C19: the identifier stays on a deleted entity";
    private static final String NOT_MANAGED = "C20: a deleted entity is no longer managed";
    private static final String ROLLED_BACK = "H02, H05: an exception of a receiver rolls the transaction back";
    private static final String SEQUENCE = "a sequence neither looks at the highest key nor goes back in a rollback";
    private static final String EXCEPTION = "the same failure is another exception here";
    private static final String PYTHON = "a type of Python";

    private static final List<String> TITLE = List.of("title");
    private static final List<String> NEW_ARTICLE = List.of("status", "title");
    private static final Map<String, ?> TAGS = Map.of("sender", "Article_tags", "model", "Tag", "link_rows", List.of());

    static final List<Difference> ALL = Stream.of(
                    in(
                            ANY,
                            because(PYTHON, noField("update_fields_type"), noField("pk_set_type")),
                            because("C01, D01: rows are written by the flush, not at the call", noStatements()),
                            because(
                                    "C04: rows are written in a transaction only",
                                    everyField("in_atomic", false, true),
                                    everyField("sql_transaction_open", false, true)),
                            because("D11: remove() does not count", noFact("returned", List.class::isInstance))),
                    in(
                            "s01",
                            because(
                                    CHANGES,
                                    field("update_fields", null, NEW_ARTICLE, 1, 2, 7, 8, 11, 12),
                                    field("update_fields", null, TITLE, 3, 4, 9, 10),
                                    field("update_fields", null, List.of("label"), 13, 14)),
                            because(UNCHANGED, notSent(5, 6)),
                            because("B10: merge loads the row and announces that", field("adding", true, false, 9)),
                            because(SEQUENCE, field("pk", 901L, 102L, 12))),
                    in(
                            "s02",
                            because(
                                    CHANGES,
                                    field("update_fields", null, NEW_ARTICLE, 1, 2),
                                    field("update_fields", null, TITLE, 3, 4, 5),
                                    field("update_fields", null, List.of("slug", "status", "title"), 7)),
                            because("an UPDATE is made of a row that was loaded", field("adding", true, false, 5, 6)),
                            because(
                                    "C01: references are checked by the flush, after pre_save",
                                    sentToo(6, 1, Map.of("update_fields", List.of("author", "status", "title")))),
                            because(
                                    "C13: a key made by a sequence is there before the row",
                                    fact(4, "pk_after_failure", null, 103L)),
                            because(
                                    EXCEPTION,
                                    outcome("raised NotUpdated", "raised OptimisticLockException", 2, 3),
                                    outcome("raised IntegrityError", "raised ConstraintViolationException", 4),
                                    outcome("raised ValueError", "raised IllegalStateException", 6)),
                            because("nobody can ask for an INSERT and an UPDATE at once", notPlayed(5))),
                    in(
                            "s04",
                            because(
                                    CHANGES,
                                    field("update_fields", null, NEW_ARTICLE, 1),
                                    field("update_fields", null, List.of("slug", "status", "title"), 2),
                                    field("update_fields", TITLE, List.of("slug", "title"), 4)),
                            because(
                                    "C09: whatever pre_save has changed is written",
                                    fact(1, "slug_in_db", "slug-of-one", "slug-of-two")),
                            because(UNCHANGED, notSent(5, 6))),
                    in(
                            "s06",
                            because(
                                    "C10: a change of a managed entity is announced and written by the commit",
                                    sentToo(2, 1, Map.of("update_fields", TITLE)),
                                    sentToo(2, 2, Map.of("update_fields", TITLE)),
                                    fact(2, "title_in_db", "a", "c")),
                            because(UNCHANGED, notSent(1, 2, 3, 4)),
                            because("C11: a session has one object for a row", fact(0, "same_object", false, true))),
                    in(
                            "s10",
                            because(
                                    "B01: what is loaded is not constructed",
                                    field("has_instance_arg", false, true, 1)),
                            because(
                                    "B02: the values that were read cannot be changed",
                                    noField("args"),
                                    fact(0, "name", "T", "t")),
                            because(
                                    "B02: " + PYTHON,
                                    noFact("args_type", "tuple"::equals),
                                    noFact("kwargs_type", "dict"::equals))),
                    in(
                            "s12",
                            because(KEPT, fact(0, "pk_after", null, 201L), fact(2, "pk_after", null, 202L)),
                            because(NOT_MANAGED, fact(0, "adding_after", false, true)),
                            because(
                                    "C22: deleting a row that is gone fails in the flush",
                                    notSent(4),
                                    outcome("ok", "raised OptimisticLockException", 2)),
                            because(
                                    "C23: removing what has no row does nothing",
                                    outcome("raised ValueError", "ok", 1, 3))),
                    in("s12b", because(KEPT, fact(0, "pk_after", null, 701L), fact(1, "pk_after", null, 201L))),
                    in(
                            "s14",
                            because(
                                    OWN_ORIGIN,
                                    field("origin", "QuerySet<Article>", "Article#101", 1, 2, 3, 6, 8, 11, 12, 14),
                                    field("origin", "QuerySet<Article>", "Article#102", 4, 5, 7, 9, 10, 13),
                                    field("origin_is_instance", false, true, 6, 7, 13, 14)),
                            because(
                                    "D01, D05: one removal after the other as called, each with what it cascades to before it;"
                                            + " post_delete in the order of pre_delete",
                                    order(4, 5, 7, 2, 3, 1, 6, 10, 9, 13, 12, 11, 8, 14)),
                            because(
                                    "D07: a session has one object for a row, and events carry it",
                                    fact(0, "any_event_carried_the_loaded_object", false, true)),
                            because("D08: there is no such thing to call delete on", notPlayed(2))),
                    in(
                            "s18",
                            because(CHANGES, field("update_fields", null, List.of("name"), 2, 3, 6, 7)),
                            because(KEPT, fact(1, "pk_after", null, 201L)),
                            because(NOT_MANAGED, field("adding", false, true, 6))),
                    in(
                            "s18b",
                            because(
                                    "D19: a new child with receivers that is not in the parent's collection is not removed"
                                            + " with it, and the flush fails",
                                    notSent(10)),
                            because("D20: a deletion is announced once", notSent(5, 6)),
                            because(EXCEPTION, outcome("raised IntegrityError", "raised IllegalStateException", 2))),
                    in(
                            "s20",
                            because("D02: what is cascaded to comes first", order(2, 1, 3, 5, 4, 6)),
                            because("E02: an entity is announced once, as what it is", notSent(3, 6, 8, 10)),
                            because(
                                    "E03: what is loaded through the parent class is the child",
                                    field("origin", "Article#102", "NewsArticle#102", 7, 9),
                                    field("origin_is_instance", false, true, 7, 9)),
                            because("E04: an entity is deleted from all its tables", notPlayed(2))),
                    in(
                            "s22",
                            because(NO_DIFFERENCE, notSent(3, 4, 9, 10, 11, 12, 15, 16)),
                            because(
                                    CLEAR,
                                    field("action", "pre_clear", "pre_remove", 13),
                                    field("action", "post_clear", "post_remove", 14),
                                    field("pk_set", null, List.of(202L, 203L), 13, 14))),
                    in(
                            "s24",
                            because(
                                    ONE_FLUSH,
                                    order(3, 5, 4, 6),
                                    field("link_rows", links(202), links(201, 202), 5),
                                    field("link_rows", links(202), links(202, 203), 4),
                                    order(9, 11, 10, 12),
                                    field("link_rows", links(), links(202), 10, 11))),
                    in(
                            "s26",
                            because(CHANGES, field("update_fields", null, List.of("name"), 1, 2, 5, 6, 9, 10, 13)),
                            because(
                                    EXCEPTION,
                                    outcome("raised IntegrityError", "raised ConstraintViolationException", 4))),
                    in(
                            "s28",
                            because(
                                    CHANGES,
                                    field("update_fields", null, List.of("article", "person", "role"), 19, 20, 23, 24)),
                            because(
                                    OWN_ORIGIN,
                                    field("origin", "QuerySet<Contribution>", "Contribution#601", 6, 7),
                                    field("origin", "QuerySet<Contribution>", "Contribution#602", 10, 11),
                                    field("origin", "QuerySet<Contribution>", "Contribution#603", 16, 17),
                                    field("origin_is_instance", false, true, 6, 7, 10, 11, 16, 17)),
                            because(
                                    "D23: the tags of a deleted article are announced; nobody has read that there are none",
                                    sentTooAfter(26, 18, TAGS),
                                    sentTooAfter(26, 15, TAGS)),
                            because(
                                    "G19: a link entity is saved and deleted as any other, and its rows are no association",
                                    sentToo(0, 19, Map.of()),
                                    sentToo(0, 19, Map.of()),
                                    sentToo(0, 20, Map.of("pk", 601L)),
                                    sentToo(0, 20, Map.of("pk", 602L)),
                                    sentToo(3, 19, Map.of()),
                                    sentToo(3, 20, Map.of("pk", 603L)),
                                    notSent(1, 2, 3, 4, 5, 8, 9, 12, 13, 14, 15, 18))),
                    in(
                            "s42",
                            because(CHANGES, field("update_fields", null, NEW_ARTICLE, 1, 2, 3, 4)),
                            because(NOT_MANAGED, fact(0, "adding_on_instance", false, true)),
                            because("I02: merge saves a copy, which is new", field("adding", false, true, 3)),
                            because(KEPT, fact(2, "pk_on_instance", null, 201L))),
                    in(
                            "s44",
                            because(CHANGES, field("update_fields", null, NEW_ARTICLE, 1, 3, 13, 14, 15, 16, 26, 27)),
                            because(
                                    "I05: there is no autocommit, so nothing runs at once",
                                    order(1, 3, 2, 4),
                                    field("pk_read_in_callback", null, 101L, 2)),
                            because(KEPT, field("pk_read_in_callback", null, 102L, 24, 25)),
                            because(
                                    "I03: the connection goes back to autocommit, if at all, when the pool gets it back",
                                    field(
                                            "sql_transaction_open",
                                            false,
                                            true,
                                            2,
                                            4,
                                            7,
                                            8,
                                            11,
                                            12,
                                            18,
                                            19,
                                            20,
                                            21,
                                            24,
                                            25))),
                    in(
                            "s46",
                            because(
                                    CHANGES,
                                    field("update_fields", null, NEW_ARTICLE, 1, 2, 3, 4),
                                    field("update_fields", null, List.of("agency", "status", "title"), 5)),
                            because(
                                    ROLLED_BACK,
                                    fact(1, "rows", 1L, 0L),
                                    fact(2, "rows", 1L, 0L),
                                    fact(3, "rows", 2L, 0L),
                                    fact(4, "rows", 3L, 0L),
                                    fact(4, "child_rows", 1L, 0L)),
                            because(
                                    ROLLED_BACK + ", so rows of earlier steps are missing; one was added",
                                    fact(5, "rows", 3L, 1L),
                                    fact(6, "rows", 3L, 1L),
                                    fact(7, "rows", 3L, 1L)),
                            because(
                                    "H07: queries go on, and the commit rolls back without an error",
                                    outcome("raised TransactionManagementError", "ok", 7)),
                            because(SEQUENCE, field("pk", 102L, 103L, 4), field("pk", 103L, 104L, 5)),
                            because(
                                    CLEAR,
                                    field("action", "pre_clear", "pre_remove", 16, 17),
                                    field("action", "post_clear", "post_remove", 18),
                                    field("pk_set", null, List.of(201L), 16, 17, 18)),
                            because(
                                    ONE_FLUSH,
                                    order(19, 20, 23, 24, 21, 22, 25),
                                    field("link_rows", links(), links(201), 23, 24),
                                    field("link_rows", links(), links(202), 21, 22))),
                    in(
                            "s48",
                            because(CHANGES, field("update_fields", null, List.of("title", "year"), 1, 2, 3, 4)),
                            because(UNCHANGED, notSent(5, 6)),
                            because(
                                    OWN_ORIGIN,
                                    field("origin", "QuerySet<Page>", "Page#2", 9, 10),
                                    field("origin_is_instance", false, true, 9, 10))))
            .flatMap(Function.identity())
            .toList();

    private AgreedDifferences() {}

    /** Makes of a trace what is expected here. */
    static void workInto(Recording trace) {
        for (Difference difference : ALL) {
            if (difference.concerns(trace) && !difference.edit().workInto(trace) && !difference.isRule()) {
                throw new AssertionError("agreed, but there is no difference: " + difference);
            }
        }
    }

    /** Rows that link the one article to these tags. */
    private static List<List<Long>> links(long... tags) {
        return Arrays.stream(tags).mapToObj(tag -> List.of(101L, tag)).toList();
    }

    /** Rows of one column. */
    private static List<List<String>> rows(String... values) {
        return Stream.of(values).map(List::of).toList();
    }
}
