package dev.signals.hibernate.internal.bulk;

import java.util.Map;
import java.util.Objects;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;

/** Has Hibernate tell of statements about entities of one table, which are operations that an executor is given. */
final class SimpleStatements {

    private SimpleStatements() {}

    /** The services with an executor that watches, and with a translator that notes which table an operation changes. */
    static JdbcServices watch(JdbcServices own) {
        DmlTargets targets = new DmlTargets();
        BulkStatementExecutor watch = new BulkStatementExecutor(own.getJdbcMutationExecutor(), targets);
        return OverridingProxy.of(
                JdbcServices.class,
                own,
                Map.of(
                        "getJdbcMutationExecutor",
                        (arguments, call) -> watch,
                        "getJdbcEnvironment",
                        (arguments, call) ->
                                environment((JdbcEnvironment) Objects.requireNonNull(call.make()), targets)));
    }

    private static JdbcEnvironment environment(JdbcEnvironment own, DmlTargets targets) {
        return OverridingProxy.of(
                JdbcEnvironment.class,
                own,
                Map.of(
                        "getSqlAstTranslatorFactory",
                        (arguments, call) ->
                                translators((SqlAstTranslatorFactory) Objects.requireNonNull(call.make()), targets)));
    }

    private static SqlAstTranslatorFactory translators(SqlAstTranslatorFactory own, DmlTargets targets) {
        return OverridingProxy.of(
                SqlAstTranslatorFactory.class,
                own,
                Map.of(
                        "buildMutationTranslator",
                        (arguments, call) -> translator(
                                (SqlAstTranslator<?>) Objects.requireNonNull(call.make()),
                                (MutationStatement) Objects.requireNonNull(arguments[1]),
                                targets)));
    }

    private static SqlAstTranslator<?> translator(SqlAstTranslator<?> own, MutationStatement tree, DmlTargets targets) {
        return OverridingProxy.of(SqlAstTranslator.class, own, Map.of("translate", (arguments, call) -> {
            Object operation = call.make();
            if (operation instanceof JdbcOperationQueryMutation mutation) {
                targets.note(tree, mutation);
            }
            return operation;
        }));
    }
}
