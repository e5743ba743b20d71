package dev.signals.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.examples.blog.Report.LongArticle;
import dev.signals.examples.blog.Report.Summary;
import dev.signals.examples.blog.Report.TagCount;
import dev.signals.examples.blog.SignalCounter.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportPrinterTest {

    @Test
    void figuresAreLaidOutInColumns() {
        Report report = new Report(
                "H2 2.4",
                Duration.ofMillis(1234),
                new Summary(2, 1234567, List.of(new LongArticle("Long", "Ann", 1234))),
                new TreeMap<>(Map.of("article", 2L)),
                List.of(new TagCount("Whig", 2)),
                new TreeMap<>(Map.of(new Kind("pre_save", "Article"), 3, new Kind("post_delete", "Article"), 1)),
                2,
                1,
                0,
                List.of("begin", "  pre_save      Article: new"));

        assertThat(ReportPrinter.print(report).lines())
                .containsExactly(
                        "H2 2.4: 2 addresses with 1,234,567 words, loaded in 1.2 s",
                        "",
                        "The longest",
                        "   1,234 words  Long, Ann",
                        "",
                        "Rows",
                        "  article                       2",
                        "",
                        "Articles per tag",
                        "  Whig                          2",
                        "",
                        "Signals sent",
                        "                   pre_save   post_save  pre_delete post_delete",
                        "  Article                 3           0           0           1",
                        "",
                        "Done after commits",
                        "       2 notifications sent",
                        "       1 cached teasers evicted",
                        "       0 cover files left",
                        "",
                        "One transaction, step by step",
                        "  begin",
                        "    pre_save      Article: new");
    }
}
