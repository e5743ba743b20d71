package dev.signals.cdi;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.jdbc.TransactionalDriver;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Proxy;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;
import org.jboss.weld.transaction.spi.TransactionServices;
import org.jspecify.annotations.Nullable;

/** The transactions of a server: Narayana, as Hibernate and Weld find it. */
final class Jta extends AbstractJtaPlatform implements TransactionServices {

    private static final long serialVersionUID = 1L;

    private static final TransactionManager MANAGER = start();

    private static TransactionManager start() {
        try {
            for (@Nullable String name : new @Nullable String[] {null, "stateStore", "communicationStore"}) {
                BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, name)
                        .setObjectStoreDir("target/narayana");
            }
            arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier("signals-cdi");
            // it opens a port, for a recovery that does not take place here
            arjPropertyManager.getCoordinatorEnvironmentBean().setTransactionStatusManagerEnable(false);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot start the transaction manager", e);
        }
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    /** Makes the sessions of a unit take part in these transactions, on one more database. */
    static PersistenceConfiguration in(PersistenceConfiguration unit) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        unit.properties().remove(PersistenceConfiguration.JDBC_URL);
        return unit.transactionType(PersistenceUnitTransactionType.JTA)
                .property("hibernate.transaction.jta.platform", new Jta())
                .property(JdbcSettings.JAKARTA_JTA_DATASOURCE, connections(database));
    }

    /** Connections that enlist themselves in the transaction of their thread. */
    private static DataSource connections(XADataSource database) {
        Properties settings = new Properties();
        settings.put(TransactionalDriver.XADataSource, database);
        settings.put(TransactionalDriver.poolConnections, "false");
        TransactionalDriver driver = new TransactionalDriver();
        return (DataSource) Proxy.newProxyInstance(
                Jta.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return driver.connect(TransactionalDriver.arjunaDriver, settings);
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    @Override
    protected TransactionManager locateTransactionManager() {
        return MANAGER;
    }

    @Override
    protected UserTransaction locateUserTransaction() {
        return getUserTransaction();
    }

    @Override
    public void registerSynchronization(Synchronization synchronization) {
        try {
            MANAGER.getTransaction().registerSynchronization(synchronization);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isTransactionActive() {
        try {
            return MANAGER.getTransaction() != null;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public UserTransaction getUserTransaction() {
        return com.arjuna.ats.jta.UserTransaction.userTransaction();
    }

    @Override
    public void cleanup() {}
}
