package dev.signals.hibernate.internal.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.junit.jupiter.api.Test;

class SqlTextTest {

    private static String standard(String sql) {
        return SqlText.of(new H2Dialect()).withoutValues(sql);
    }

    private static String ofMySql(String sql) {
        Dialect dialect = new MySQLDialect();
        return SqlText.of(dialect).withoutValues(sql);
    }

    @Test
    void literalsBecomeQuestionMarks() {
        assertThat(standard("select * from t where a = 'it''s' and b = 42 and c = -1.5e3 and d = 0x1F"))
                .isEqualTo("select * from t where a = ? and b = ? and c = -? and d = ?");
        assertThat(standard("values (E'a\\'secret', $$secret$$, $x$secret 'one'$x$, N'secret', DATE '2020-01-01')"))
                .doesNotContain("secret", "2020")
                .isEqualTo("values (?, ?, ?, N?, DATE ?)");
    }

    @Test
    void namesAndParametersStay() {
        String sql = "select a1_0.id, \"it's 5\" from Article a1_0 where a1_0.c2=? and x=?1 and y=$2 and z=:p3 limit ?";

        assertThat(standard(sql)).isEqualTo(sql);
    }

    @Test
    void commentsAreLeftOut() {
        assertThat(standard("/* from A where b = 'secret' */ select 1 -- don't\n from t"))
                .isEqualTo("select ? \n from t");
        assertThat(standard("select '/* no comment', '*/'")).isEqualTo("select ?, ?");
    }

    @Test
    void whereBackticksQuoteNamesDoubleQuotesAreTexts() {
        assertThat(ofMySql("select `it's 5`, \"secret\", 'a\\'secret' from t"))
                .isEqualTo("select `it's 5`, ?, ? from t");
    }
}
