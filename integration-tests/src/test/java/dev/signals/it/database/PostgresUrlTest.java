package dev.signals.it.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/shop?ssl=true, jdbc:postgresql://db:5432/own?ssl=true",
        "jdbc:postgresql://db/shop,               jdbc:postgresql://db/own",
        "'jdbc:postgresql://db1:1,db2:2/shop',    'jdbc:postgresql://db1:1,db2:2/own'",
        "jdbc:postgresql://db/,                   jdbc:postgresql://db/own",
        "jdbc:postgresql://db?user=a/b,           jdbc:postgresql://db/own?user=a/b",
        "jdbc:postgresql:shop,                    jdbc:postgresql:own",
        "jdbc:postgresql:/,                       jdbc:postgresql:own",
    })
    void databaseIsReplacedAndTheRestKept(String url, String expected) {
        assertThat(PostgresUrl.withDatabase(url, "own")).isEqualTo(expected);
    }

    @Test
    void parameterIsAddedToOthers() {
        assertThat(PostgresUrl.withParameter("jdbc:postgresql:shop", "a", "1")).isEqualTo("jdbc:postgresql:shop?a=1");
        assertThat(PostgresUrl.withParameter("jdbc:postgresql:shop?a=1", "b", "2"))
                .isEqualTo("jdbc:postgresql:shop?a=1&b=2");
    }
}
