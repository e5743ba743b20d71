package dev.signals.hibernate.internal.timeline;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.dialect.Dialect;

/**
 * Texts of statements without the values in them: literals become question marks, and comments, which may repeat a query with
 * its literals, are left out.
 */
final class SqlText {

    private static final String COMMENTS = "/\\*.*?\\*/\\s*|--[^\\n]*";
    private static final String DOLLAR_QUOTED = "\\$(\\w*)\\$.*?\\$\\1\\$"; // its tag is the first group
    private static final String NUMBER = "(?<![\\w$?:.])\\d[\\w.]*";

    /** Texts in single quotes, and identifiers in double quotes. */
    private static final SqlText STANDARD = new SqlText("[eE]'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'", "\"[^\"]*\"");

    /** Texts in either quotes, with backslashes, and identifiers in backticks. */
    private static final SqlText WITH_BACKTICKS =
            new SqlText("'(?:[^'\\\\]|\\\\.|'')*'|\"(?:[^\"\\\\]|\\\\.|\"\")*\"", "`[^`]*`");

    private static final int COMMENT = 2;
    private static final int IDENTIFIER = 3;

    private final Pattern parts;

    private SqlText(String text, String identifier) {
        parts = Pattern.compile(
                DOLLAR_QUOTED + "|(" + COMMENTS + ")|(" + identifier + ")|" + text + "|" + NUMBER, Pattern.DOTALL);
    }

    static SqlText of(Dialect dialect) {
        return dialect.openQuote() == '`' ? WITH_BACKTICKS : STANDARD;
    }

    String withoutValues(String sql) {
        return parts.matcher(sql).replaceAll(SqlText::replacement);
    }

    private static String replacement(MatchResult part) {
        if (part.group(IDENTIFIER) != null) {
            return Matcher.quoteReplacement(part.group());
        }
        return part.group(COMMENT) != null ? "" : "?";
    }
}
