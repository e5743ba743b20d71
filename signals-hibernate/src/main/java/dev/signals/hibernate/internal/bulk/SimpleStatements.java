package dev.signals.hibernate.internal.bulk;

import java.util.Map;
import java.util.Objects;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;

/** The observation of statements about entities with one table, which are operations that an executor is given. */
final class SimpleStatements {

    private SimpleStatements() {}

    /**
     * Returns services with an executor that announces statements, and with a translator that records the table that an
     * operation changes.
     */
    static JdbcServices observe(JdbcServices original) {
        DmlTargets targets = new DmlTargets();
        BulkStatementExecutor executor = new BulkStatementExecutor(original.getJdbcMutationExecutor(), targets);
        return OverridingProxy.of(
                JdbcServices.class,
                original,
                Map.of(
                        "getJdbcMutationExecutor",
                        (arguments, call) -> executor,
                        "getJdbcEnvironment",
                        (arguments, call) ->
                                environment((JdbcEnvironment) Objects.requireNonNull(call.make()), targets)));
    }

    private static JdbcEnvironment environment(JdbcEnvironment original, DmlTargets targets) {
        return OverridingProxy.of(
                JdbcEnvironment.class,
                original,
                Map.of(
                        "getSqlAstTranslatorFactory",
                        (arguments, call) ->
                                translators((SqlAstTranslatorFactory) Objects.requireNonNull(call.make()), targets)));
    }

    private static SqlAstTranslatorFactory translators(SqlAstTranslatorFactory original, DmlTargets targets) {
        return OverridingProxy.of(
                SqlAstTranslatorFactory.class,
                original,
                Map.of(
                        "buildMutationTranslator",
                        (arguments, call) -> translator(
                                (SqlAstTranslator<?>) Objects.requireNonNull(call.make()),
                                (MutationStatement) Objects.requireNonNull(arguments[1]),
                                targets)));
    }

    private static SqlAstTranslator<?> translator(
            SqlAstTranslator<?> original, MutationStatement tree, DmlTargets targets) {
        return OverridingProxy.of(SqlAstTranslator.class, original, Map.of("translate", (arguments, call) -> {
            Object operation = call.make();
            if (operation instanceof JdbcOperationQueryMutation mutation) {
                targets.record(tree, mutation);
            }
            return operation;
        }));
    }
}
