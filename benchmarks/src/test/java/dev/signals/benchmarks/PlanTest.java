package dev.signals.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.benchmarks.report.Column;
import dev.signals.benchmarks.report.Row;
import dev.signals.benchmarks.report.Table;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

class PlanTest {

    @ParameterizedTest
    @EnumSource(Scale.class)
    void eachColumnIsABenchmarkWithTheParametersThatAreGiven(Scale scale) throws Exception {
        for (Table table : Plan.of(scale, "")) {
            for (Row row : table.rows()) {
                for (Column column : row.columns()) {
                    check(column);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void noTwoColumnsOfARowHaveTheSameLabel(Scale scale) {
        assertThat(Plan.of(scale, "").stream().flatMap(table -> table.rows().stream()))
                .allSatisfy(row ->
                        assertThat(row.columns()).extracting(Column::label).doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void aPartOfTheNameSelectsTablesAndRows(Scale scale) {
        List<Table> dispatch = Plan.of(scale, "Dispatch");
        List<Table> persist = Plan.of(scale, "persist");

        assertThat(dispatch)
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.title()).contains("Dispatch"));
        assertThat(persist)
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.rows())
                        .isNotEmpty()
                        .allSatisfy(row -> assertThat(row.label()).contains("persist")));
        assertThat(Plan.of(scale, "no such row")).isEmpty();
    }

    private static void check(Column column) throws ReflectiveOperationException {
        int dot = column.benchmark().lastIndexOf('.');
        Class<?> type = Class.forName(column.benchmark().substring(0, dot));
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(column.benchmark().substring(dot + 1)))
                .findFirst()
                .orElseThrow();
        assertThat(method.isAnnotationPresent(Benchmark.class)).isTrue();
        List<Field> fields = Stream.concat(Stream.of(type), Arrays.stream(method.getParameterTypes()))
                .flatMap(each -> Arrays.stream(each.getFields()))
                .filter(field -> field.isAnnotationPresent(Param.class))
                .toList();
        for (Map.Entry<String, String> parameter : column.parameters().entrySet()) {
            assertThat(fields).as("fields for %s", parameter).anySatisfy(field -> {
                assertThat(field.getName()).isEqualTo(parameter.getKey());
                assertThat(isValue(field.getType(), parameter.getValue())).isTrue();
            });
        }
    }

    private static boolean isValue(Class<?> type, String value) {
        return type == int.class
                ? Integer.parseInt(value) >= 0
                : Arrays.stream(type.getEnumConstants()).map(Object::toString).anyMatch(value::equals);
    }
}
