package dev.signals.examples.outbox;

import dev.signals.examples.outbox.shared.ArticleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares the documents of the index with the rows of the database. */
final class Comparison {

    private Comparison() {}

    /** Returns the differences, one sentence each. */
    static List<String> differences(List<ArticleText> rows, List<ArticleText> documents) {
        Map<Long, List<ArticleText>> documentsById =
                documents.stream().collect(Collectors.groupingBy(ArticleText::id, TreeMap::new, Collectors.toList()));
        List<String> differences = new ArrayList<>();
        for (ArticleText row : rows) {
            List<ArticleText> found = documentsById.getOrDefault(row.id(), List.of());
            documentsById.remove(row.id());
            if (found.size() != 1) {
                differences.add("article " + row.id() + " has " + found.size() + " documents");
            } else {
                compare(row, found.get(0), differences);
            }
        }
        documentsById.keySet().forEach(id -> differences.add("article " + id + " has a document and no row"));
        return differences;
    }

    private static void compare(ArticleText row, ArticleText document, List<String> differences) {
        String article = "article " + row.id() + " has ";
        if (!row.title().equals(document.title())) {
            differences.add(
                    article + "another title in the index: \"" + document.title() + "\", not \"" + row.title() + "\"");
        }
        if (!row.body().equals(document.body())) {
            differences.add(article + "another body in the index");
        }
        if (!row.tags().equals(document.tags())) {
            differences.add(article + "other tags in the index: " + document.tags() + ", not " + row.tags());
        }
    }
}
