package dev.signals.outbox.internal.job;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/** The connections of one tenant. */
@SuppressWarnings("serial") // never written
record TenantConnections(MultiTenantConnectionProvider<Object> provider, Object tenant)
        implements JdbcConnectionAccess {

    @Override
    public Connection obtainConnection() throws SQLException {
        return provider.getConnection(tenant);
    }

    @Override
    public void releaseConnection(Connection connection) throws SQLException {
        provider.releaseConnection(tenant, connection);
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return provider.supportsAggressiveRelease();
    }
}
