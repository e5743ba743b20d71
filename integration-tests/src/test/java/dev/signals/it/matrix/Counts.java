package dev.signals.it.matrix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** How many tests have passed, failed and been left out. */
record Counts(int passed, int failed, int skipped) {

    /** Adds up the reports of a run. */
    static Counts ofReports(Path directory) throws IOException {
        Counts sum = new Counts(0, 0, 0);
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "TEST-*.xml")) {
                for (Path report : reports) {
                    sum = sum.plus(ofReport(report));
                }
            }
        }
        return sum;
    }

    private static Counts ofReport(Path report) throws IOException {
        try {
            Element suite = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
            int skipped = number(suite, "skipped");
            int failed = number(suite, "failures") + number(suite, "errors");
            return new Counts(number(suite, "tests") - failed - skipped, failed, skipped);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + report, e);
        }
    }

    private static int number(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }

    private Counts plus(Counts other) {
        return new Counts(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    /** Reads what {@link #stored} has written. */
    static Counts of(String stored) {
        String[] numbers = stored.split(" ");
        return new Counts(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }

    /** The counts as one line of a file. */
    String stored() {
        return passed + " " + failed + " " + skipped;
    }

    /** The counts for a reader. */
    @Override
    public String toString() {
        return String.format(Locale.ENGLISH, "%,d", passed)
                + (failed == 0 ? "" : String.format(Locale.ENGLISH, ", **%,d failed**", failed))
                + (skipped == 0 ? "" : String.format(Locale.ENGLISH, ", %,d left out", skipped));
    }
}
