package dev.signals.examples.blog;

import dev.signals.examples.blog.Report.TagCount;
import dev.signals.examples.blog.SignalCounter.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lays a report out as text. */
final class ReportPrinter {

    private static final List<String> SIGNALS = List.of("pre_save", "post_save", "pre_delete", "post_delete");

    /** Statements are longer than that. */
    private static final int WIDTH = 110;

    private final StringBuilder text = new StringBuilder();

    private ReportPrinter() {}

    static String print(Report report) {
        ReportPrinter printer = new ReportPrinter();
        printer.summary(report);
        printer.rows(report.rows());
        printer.tags(report.tags());
        printer.signals(report.signals());
        printer.services(report);
        printer.timeline(report.timeline());
        return printer.text.toString();
    }

    private void summary(Report report) {
        line(
                "%s: %,d addresses with %,d words, loaded in %.1f s",
                report.database(),
                report.addresses().articles(),
                report.addresses().words(),
                report.loading().toMillis() / 1000.0);
        heading("The longest");
        report.addresses()
                .longest()
                .forEach(article -> line("  %,6d words  %s, %s", article.words(), article.title(), article.author()));
    }

    private void rows(Map<String, Long> rows) {
        heading("Rows");
        rows.forEach((table, count) -> line("  %-24s %,6d", table, count));
    }

    private void tags(List<TagCount> tags) {
        heading("Articles per tag");
        tags.forEach(tag -> line("  %-24s %,6d", tag.tag(), tag.articles()));
    }

    private void signals(Map<Kind, Integer> signals) {
        heading("Signals sent");
        line("  %-12s %s", "", columns(SIGNALS));
        SortedSet<String> entities =
                signals.keySet().stream().map(Kind::entity).collect(Collectors.toCollection(TreeSet::new));
        for (String entity : entities) {
            line(
                    "  %-12s %s",
                    entity,
                    columns(SIGNALS.stream()
                            .map(signal -> signals.getOrDefault(new Kind(signal, entity), 0))
                            .toList()));
        }
    }

    private void services(Report report) {
        heading("Done after commits");
        line("  %,6d notifications sent", report.notifications());
        line("  %,6d cached teasers evicted", report.evictions());
        line("  %,6d cover files left", report.covers());
    }

    private void timeline(List<String> lines) {
        heading("One transaction, step by step");
        lines.forEach(each -> line("  %s", each.length() > WIDTH ? each.substring(0, WIDTH - 3) + "..." : each));
    }

    private static String columns(List<?> cells) {
        return cells.stream()
                .map(cell -> String.format(Locale.ROOT, "%12s", cell))
                .collect(Collectors.joining());
    }

    private void heading(String heading) {
        line("");
        line("%s", heading);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append(System.lineSeparator());
    }
}
