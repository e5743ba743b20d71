package dev.signals.it.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** The statements that a session factory has prepared, as verb and table. */
public final class StatementLog implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> statements = new ArrayList<>();

    @Override
    public String inspect(String sql) {
        statements.add(shortened(sql));
        return sql;
    }

    public List<String> all() {
        return List.copyOf(statements);
    }

    /** Those that write. */
    public List<String> writes() {
        return statements.stream()
                .filter(statement -> !statement.startsWith("select"))
                .toList();
    }

    public void clear() {
        statements.clear();
    }

    private static String shortened(String sql) {
        String[] words = sql.toLowerCase(Locale.ROOT).split("\\s+");
        for (int i = 0; i < words.length - 1; i++) {
            if (words[i].equals("into") || words[i].equals("from") || (i == 0 && words[i].equals("update"))) {
                return words[0] + " " + words[i + 1];
            }
        }
        return sql;
    }
}
