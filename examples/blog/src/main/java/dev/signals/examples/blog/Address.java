package dev.signals.examples.blog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A State of the Union address as it stands in the data. */
public record Address(int year, String president, String party, String text) {

    private static final String NO_PARTY = "none";
    private static final int OPENING_LENGTH = 32;

    /** The same for the two addresses of a year in which the president changed. */
    public String title() {
        return "State of the Union " + year;
    }

    /** The century, and the party: none for George Washington, two for {@code Whig & Democratic}. */
    public List<String> tags() {
        List<String> tags = new ArrayList<>();
        int century = (year - 1) / 100 + 1;
        tags.add(century + (century == 21 ? "st" : "th") + " century");
        if (!party.equals(NO_PARTY)) {
            tags.addAll(List.of(party.split(" & ")));
        }
        return tags;
    }

    /** How the text begins, as a reader may quote it. */
    public String opening() {
        return text.substring(0, Math.min(text.length(), OPENING_LENGTH)) + "...";
    }

    /** The name of its cover file, which no other address has. */
    public String coverFile() {
        return year + "-" + president.toLowerCase(Locale.ROOT).replace(' ', '-') + ".svg";
    }

    String cover() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 100">
                  <text x="10" y="50">YEAR, PRESIDENT</text>
                </svg>
                """.replace("YEAR", String.valueOf(year)).replace("PRESIDENT", president);
    }
}
