package dev.signals.panel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the panel remembers of the last transactions and failures, in bounded memory. Used by several threads. */
final class Recording {

    /** How many works one answer lists. */
    static final int LISTED = 200;

    private static final int MOST_WORKS = 5_000;
    private static final int MOST_FAILURES = 50;
    private static final int MOST_FAILED_WORKS = 20;

    private final int mostEntries;
    private final Deque<Work> works = new ArrayDeque<>();

    /** Works that have failed, and are no longer among the others. */
    private final Deque<Work> failed = new ArrayDeque<>();

    private final Deque<Map<String, Object>> failures = new ArrayDeque<>();
    private int entries;
    private int forgotten;
    private long lastId;
    private long version;

    Recording(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /** Changes works or steps. */
    synchronized void change(Runnable change) {
        version++;
        change.run();
    }

    synchronized Work begin(
            String unit,
            int session,
            Work.State state,
            BooleanSupplier sessionClosed,
            @Nullable String cause,
            long causeId) {
        Work work = new Work(++lastId, unit, session, state, sessionClosed, cause, causeId);
        works.addLast(work);
        version++;
        forgetOldest();
        return work;
    }

    synchronized void add(Work work, Step step) {
        version++;
        int more = work.add(step);
        if (!work.isForgotten()) {
            entries += more;
            forgetOldest();
        }
    }

    private void forgetOldest() {
        while (works.size() > 1 && (entries > mostEntries || works.size() > MOST_WORKS)) {
            Work oldest = works.removeFirst();
            oldest.forget();
            entries -= oldest.kept();
            forgotten++;
            if (oldest.reason() != null) {
                failed.addLast(oldest);
                if (failed.size() > MOST_FAILED_WORKS) {
                    failed.removeFirst();
                }
            }
        }
    }

    /** Adds a failure to the list of failures. */
    synchronized void failure(Map<String, Object> failure) {
        version++;
        if (failures.size() == MOST_FAILURES) {
            failures.removeFirst();
        }
        failures.addLast(failure);
    }

    /** Marks the transactions whose sessions were closed before they have ended. */
    synchronized void findAbandoned() {
        for (Work work : works) {
            if (work.isLeft()) {
                work.abandoned();
                version++;
            }
        }
    }

    synchronized long version() {
        return version;
    }

    /**
     * Returns the works in short, and the failures, the newest first.
     *
     * @param before the works must be older than the one with this number
     */
    synchronized Map<String, Object> summary(long before) {
        List<Map<String, Object>> listed = new ArrayList<>();
        boolean more = false;
        for (Iterator<Work> newest = newestFirst(); newest.hasNext(); ) {
            Work work = newest.next();
            if (work.id >= before || work.isEmpty()) {
                continue;
            }
            if (listed.size() == LISTED) {
                more = true;
                break;
            }
            listed.add(work.summary());
        }
        List<Map<String, Object>> newestFailures = new ArrayList<>(failures);
        Collections.reverse(newestFailures);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version);
        json.put("works", listed);
        json.put("more", more);
        json.put("entries", entries);
        json.put("forgotten", forgotten);
        json.put("failures", newestFailures);
        return json;
    }

    private Iterator<Work> newestFirst() {
        return Stream.concat(reversed(works), reversed(failed)).iterator();
    }

    private static Stream<Work> reversed(Deque<Work> works) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(works.descendingIterator(), 0), false);
    }

    /** Returns a work with its steps; null if it is not known or no longer kept. */
    synchronized @Nullable Map<String, Object> work(long id) {
        return Stream.concat(works.stream(), failed.stream())
                .filter(work -> work.id == id)
                .findFirst()
                .map(Work::json)
                .orElse(null);
    }
}
