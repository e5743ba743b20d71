package dev.signals.examples.blog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A line of the data, read without anything that the application reads it with. */
record RawAddress(int year, String president, String party, int words) {

    private static final Pattern LINE = Pattern.compile(
            "\\{\"year\": (\\d+), \"president\": \"([^\"]+)\", \"party\": \"([^\"]+)\", \"text\": \"(.*)\"}");

    static List<RawAddress> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(RawAddress.class.getResourceAsStream(AddressFile.RESOURCE)),
                StandardCharsets.UTF_8))) {
            return lines.lines().map(RawAddress::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawAddress of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        return new RawAddress(
                Integer.parseInt(matcher.group(1)),
                matcher.group(2),
                matcher.group(3),
                new StringTokenizer(matcher.group(4)).countTokens());
    }
}
