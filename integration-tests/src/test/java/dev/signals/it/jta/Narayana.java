package dev.signals.it.jta;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;
import org.jspecify.annotations.Nullable;

/** The transaction manager of this JVM, and the way Hibernate finds it. */
final class Narayana extends AbstractJtaPlatform {

    private static final long serialVersionUID = 1L;
    private static final TransactionManager MANAGER = start();

    static TransactionManager manager() {
        return MANAGER;
    }

    private static TransactionManager start() {
        try {
            String store = buildDirectory().resolve("narayana").toString();
            for (@Nullable String name : new @Nullable String[] {null, "stateStore", "communicationStore"}) {
                BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, name)
                        .setObjectStoreDir(store);
            }
            arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier("signals");
            // it opens a port, for a recovery that does not take place here
            arjPropertyManager.getCoordinatorEnvironmentBean().setTransactionStatusManagerEnable(false);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot start the transaction manager", e);
        }
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    /** The folder {@code target} of the module, wherever the tests are started from. */
    private static Path buildDirectory() throws URISyntaxException {
        return Path.of(Narayana.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolveSibling(".")
                .normalize();
    }

    @Override
    protected TransactionManager locateTransactionManager() {
        return MANAGER;
    }

    @Override
    protected UserTransaction locateUserTransaction() {
        return com.arjuna.ats.jta.UserTransaction.userTransaction();
    }
}
