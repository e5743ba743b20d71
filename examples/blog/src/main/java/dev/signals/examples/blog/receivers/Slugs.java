package dev.signals.examples.blog.receivers;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes titles fit for the address of a page. */
final class Slugs {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern HYPHENS_AT_THE_ENDS = Pattern.compile("^-|-$");

    private Slugs() {}

    static String of(String title) {
        String letters = ACCENTS.matcher(Normalizer.normalize(title, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String slug = HYPHENS_AT_THE_ENDS
                .matcher(OTHERS.matcher(letters).replaceAll("-"))
                .replaceAll("");
        return slug.isEmpty() ? "article" : slug;
    }
}
