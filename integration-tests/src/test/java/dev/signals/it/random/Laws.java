package dev.signals.it.random;

import static dev.signals.it.support.TestedHibernate.hasQueueOf7;

import dev.signals.hibernate.event.ChangeKind;
import dev.signals.it.random.Bookshop.Thing;
import dev.signals.it.random.Journal.Entry;
import dev.signals.it.random.Journal.NetChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hibernate.FlushMode;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between the announcements of a transaction, the rows before and after it, and its statements,
 * whatever receivers do.
 */
final class Laws {

    private final Sequence sequence;
    private final List<Work> works;
    private final Tables beforeSession;
    private final Result result;
    private final Journal journal;
    private final List<String> broken = new ArrayList<>();

    /**
     * @param works the transactions of the session so far, this one last
     * @param beforeSession the rows before the first of them
     */
    Laws(Sequence sequence, List<Work> works, Tables beforeSession, Result result, Journal journal) {
        this.sequence = sequence;
        this.works = works;
        this.beforeSession = beforeSession;
        this.result = result;
        this.journal = journal;
    }

    /** Those that are broken, in words. */
    List<String> broken() {
        for (Entry entry : journal.entries()) {
            expect(HibernateProxy.extractLazyInitializer(entry.instance()) == null, "a proxy was announced: " + entry);
            expect(!entry.insideFlush() || persistsRemoved(), "announced inside a flush: " + entry);
            expect(!entry.insideCascade() || merges(), "announced inside a cascade: " + entry);
        }
        if (result.committed()) {
            expect(!result.vetoed(), "a veto did not prevent the commit");
            for (Kind kind : Kind.values()) {
                rows(kind);
                statements(kind);
            }
            instances();
            saves();
            afterCommit();
            netChanges();
            log();
        } else {
            expect(result.after().equals(result.before()), "something was written: " + result.after());
            expect(journal.toldAfterCommit().isEmpty(), "told after no commit: " + journal.toldAfterCommit());
        }
        return broken;
    }

    private void rows(Kind kind) {
        Set<String> ids = new TreeSet<>(result.before().rows(kind).keySet());
        ids.addAll(result.after().rows(kind).keySet());
        List<Entry> entries = journal.entries().stream()
                .filter(entry -> entry.kind() == kind && !entry.is(Moment.PRE_SAVE))
                .toList();
        entries.forEach(entry -> ids.add(String.valueOf(entry.id())));
        for (String id : ids) {
            row(
                    kind + "#" + id,
                    entries.stream().filter(entry -> id.equals(entry.id())).toList(),
                    result.before().row(kind, id),
                    result.after().row(kind, id));
        }
    }

    private void row(
            String name,
            List<Entry> entries,
            @Nullable Map<String, String> before,
            @Nullable Map<String, String> after) {
        List<Entry> saves =
                entries.stream().filter(entry -> entry.is(Moment.POST_SAVE)).toList();
        long created = count(saves, Entry::isCreated);
        long deleted = count(entries, Moment.POST_DELETE);
        expect(
                (before == null ? 0 : 1) + created - deleted == (after == null ? 0 : 1),
                name + " was " + before + " and is " + after + ", but there were " + entries);
        if (after == null) {
            expect(
                    deleted == 0 || entries.get(entries.size() - 1).is(Moment.POST_DELETE),
                    name + " is gone, but not at last: " + entries);
        } else if (!saves.isEmpty()) {
            Map<String, String> written = saves.get(saves.size() - 1).written();
            expect(
                    after.entrySet().containsAll(written.entrySet()),
                    name + " is " + after + ", but was last announced as " + written);
        } else if (before != null) {
            expect(
                    withoutVersion(before).equals(withoutVersion(after)),
                    name + " was changed from " + before + " to " + after + " unannounced: " + entries);
        }
        vetoes(name, before, after);
    }

    private void vetoes(String name, @Nullable Map<String, String> before, @Nullable Map<String, String> after) {
        if (sequence.habits().contains(Habit.VETO)) {
            String veto = after == null ? "" : after.getOrDefault("veto", "");
            expect(
                    !veto.equals(Moment.PRE_SAVE.name()) && !veto.equals(Moment.POST_SAVE.name()),
                    name + " is there in spite of a veto: " + after);
            String vetoOfDeleted = before == null || after != null ? "" : before.getOrDefault("veto", "");
            expect(
                    !vetoOfDeleted.equals(Moment.PRE_DELETE.name()) && !vetoOfDeleted.equals(Moment.POST_DELETE.name()),
                    name + " is gone in spite of a veto: " + before);
        }
    }

    /** Rows that came and went are counted by their statements. */
    private void statements(Kind kind) {
        List<Kind> kinds = kind == Kind.MEDIUM ? List.of(Kind.MEDIUM, Kind.FILM) : List.of(kind);
        List<Entry> saves = journal.entries().stream()
                .filter(entry -> entry.is(Moment.POST_SAVE) && kinds.contains(entry.kind()))
                .toList();
        List<Entry> deletions = journal.entries().stream()
                .filter(entry -> entry.is(Moment.POST_DELETE) && kinds.contains(entry.kind()))
                .toList();
        long created = count(saves, Entry::isCreated);
        long updates = kind.tables().stream()
                .mapToLong(table -> result.statements("update " + table))
                .sum();
        String table = kind.tables().get(0);
        expect(created == result.statements("insert " + table), table + " has other inserts than " + saves);
        expect(
                deletions.size() == result.statements("delete " + table),
                table + " has other deletes than " + deletions);
        expect(kind == Kind.MEDIUM || saves.size() - created <= updates, table + " has fewer updates than " + saves);
    }

    /** Each instance is announced before and after. */
    private void instances() {
        Map<Object, List<Entry>> instances = new IdentityHashMap<>();
        for (Entry entry : journal.entriesOfSession()) {
            instances
                    .computeIfAbsent(entry.instance(), each -> new ArrayList<>())
                    .add(entry);
        }
        instances.values().forEach(this::instance);
    }

    private void instance(List<Entry> entries) {
        for (int i = 1; i <= entries.size(); i++) {
            List<Entry> soFar = entries.subList(0, i);
            expect(
                    count(soFar, Moment.POST_SAVE) <= count(soFar, Moment.PRE_SAVE) || flushesBefore(),
                    "saved unasked: " + soFar);
            expect(
                    !soFar.get(i - 1).isCreated()
                            || count(soFar, entry -> entry.is(Moment.PRE_SAVE) && entry.isNew()) > 0,
                    "created unasked: " + soFar);
            expect(count(soFar, Moment.POST_DELETE) <= count(soFar, Moment.PRE_DELETE), "deleted unasked: " + soFar);
        }
        for (Entry entry : entries) {
            expect(!entry.repeated() || forgets() || flushesBefore(), "announced twice in one state: " + entries);
        }
        if (nothingIsForgotten()) {
            expect(
                    !entries.get(entries.size() - 1).is(Moment.PRE_SAVE) || reverts(),
                    "announced to be saved, and not saved: " + entries);
            expect(
                    count(entries, Moment.POST_DELETE) == count(entries, Moment.PRE_DELETE)
                            || isKept(entries)
                            || isNeverWritten(entries),
                    "announced to be deleted, and not deleted as often: " + entries);
        }
    }

    /** Whether it was removed before the flush that would have inserted it, which the new queue of Hibernate 8.0 leaves out. */
    private static boolean isNeverWritten(List<Entry> entries) {
        return !hasQueueOf7() && entries.get(0).isNew() && count(entries, Moment.POST_SAVE) == 0;
    }

    /** Whether a book that refers to it has taken its removal back. */
    private boolean isKept(List<Entry> entries) {
        Entry last = entries.get(entries.size() - 1);
        return (last.kind() == Kind.WRITER || last.kind() == Kind.MEMO)
                && result.after().row(last.kind(), String.valueOf(last.id())) != null;
    }

    /** However often one flush has written an entity, it is one save. */
    private void saves() {
        if (!sequence.isTimeless()) {
            return; // Receivers flush, so what was written twice may be announced twice afterwards.
        }
        Map<Object, Entry> last = new IdentityHashMap<>();
        for (Entry entry : journal.entries()) {
            Entry previous = entry.is(Moment.POST_SAVE) ? last.put(entry.instance(), entry) : null;
            expect(
                    previous == null
                            || isWritten(entry, result.statements().subList(previous.statements(), entry.statements())),
                    "saved twice, written once: " + entry);
        }
    }

    private static boolean isWritten(Entry entry, List<String> statements) {
        String verb = entry.isNew() ? "insert " : "update ";
        return entry.kind().tables().stream().anyMatch(table -> statements.contains(verb + table));
    }

    private void afterCommit() {
        List<Entry> expected = journal.entries().stream()
                .filter(entry -> entry.is(Moment.POST_SAVE) || entry.is(Moment.POST_DELETE))
                .toList();
        List<Entry> told = journal.toldAfterCommit();
        boolean same = expected.size() == told.size();
        for (int i = 0; same && i < told.size(); i++) {
            same = expected.get(i).matches(told.get(i));
        }
        expect(same, "told " + expected + ", after the commit " + told);
    }

    /** The net change of each row is told once. */
    private void netChanges() {
        List<NetChange> expected = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Set<String> ids = new TreeSet<>(result.before().rows(kind).keySet());
            ids.addAll(result.after().rows(kind).keySet());
            for (String id : ids) {
                ChangeKind change =
                        change(result.before().row(kind, id), result.after().row(kind, id));
                if (change != null) {
                    expected.add(new NetChange(kind, id, change));
                }
            }
        }
        List<NetChange> told = journal.netChanges();
        expect(
                expected.size() == told.size() && Set.copyOf(expected).equals(Set.copyOf(told)),
                "the rows changed by " + expected + ", told was " + told);
    }

    private static @Nullable ChangeKind change(
            @Nullable Map<String, String> before, @Nullable Map<String, String> after) {
        if (before == null) {
            return after == null ? null : ChangeKind.CREATED;
        }
        if (after == null) {
            return ChangeKind.DELETED;
        }
        return withoutVersion(before).equals(withoutVersion(after)) ? null : ChangeKind.UPDATED;
    }

    /** What receivers persist is there. */
    private void log() {
        List<String> expected = new ArrayList<>();
        for (Entry entry : journal.entriesOfSession()) {
            if (entry.instance() instanceof Thing thing && isLogged(entry)) {
                expected.add(entry.moment() + " " + thing);
            }
        }
        List<String> logged = new ArrayList<>();
        result.after().rows(Kind.LOG).forEach((id, row) -> {
            if (beforeSession.row(Kind.LOG, id) == null) {
                logged.add(row.getOrDefault("line", ""));
            }
        });
        expected.sort(null);
        logged.sort(null);
        if (nothingIsForgotten()) {
            expect(logged.equals(expected), "logged " + logged + " instead of " + expected);
        } else {
            logged.forEach(line -> expect(expected.remove(line), "logged unasked " + line));
        }
    }

    private boolean isLogged(Entry entry) {
        Set<Habit> habits = sequence.habits();
        return switch (entry.moment()) {
            case PRE_SAVE -> !entry.isNew() && habits.contains(Habit.LOG_CHANGES);
            case POST_SAVE -> entry.isNew() && habits.contains(Habit.LOG_CREATED);
            case PRE_DELETE -> habits.contains(Habit.LOG_REMOVED);
            case POST_DELETE -> habits.contains(Habit.LOG_DELETED);
        };
    }

    /** Whether a receiver of PRE_SAVE has an entity written half way through its announcement. */
    private boolean flushesBefore() {
        return sequence.habits().contains(Habit.FLUSH_BEFORE);
    }

    /** After that Hibernate itself changes, during the flush, what refers to the entity. */
    private boolean persistsRemoved() {
        return works.stream().anyMatch(work -> work.does(Set.of(Action.PERSIST_REMOVED)));
    }

    private boolean merges() {
        return works.get(works.size() - 1).does(Action.MERGING);
    }

    /** Whether a change may have been undone before it was written. */
    private boolean reverts() {
        return works.stream().anyMatch(work -> work.does(Action.REVERTING));
    }

    private boolean forgets() {
        return works.stream().anyMatch(work -> work.does(Action.FORGETTING));
    }

    /** Whether all that was announced has been written by now. */
    private boolean nothingIsForgotten() {
        return !forgets() && works.get(works.size() - 1).mode() != FlushMode.MANUAL;
    }

    private static long count(List<Entry> entries, Moment moment) {
        return count(entries, entry -> entry.is(moment));
    }

    private static long count(List<Entry> entries, Predicate<Entry> condition) {
        return entries.stream().filter(condition).count();
    }

    private static Map<String, String> withoutVersion(Map<String, String> row) {
        Map<String, String> copy = new HashMap<>(row);
        copy.remove(Kind.VERSION);
        return copy;
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }
}
