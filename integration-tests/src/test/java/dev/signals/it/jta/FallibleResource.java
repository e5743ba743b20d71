package dev.signals.it.jta;

import java.util.function.BooleanSupplier;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A resource that may be told to refuse to prepare. */
final class FallibleResource implements XAResource {

    private final XAResource delegate;
    private final BooleanSupplier failing;

    FallibleResource(XAResource delegate, BooleanSupplier failing) {
        this.delegate = delegate;
        this.failing = failing;
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        if (failing.getAsBoolean()) {
            delegate.rollback(xid);
            throw new XAException(XAException.XA_RBINTEGRITY);
        }
        return delegate.prepare(xid);
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        delegate.commit(xid, onePhase);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        delegate.rollback(xid);
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        delegate.start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        delegate.end(xid, flags);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        delegate.forget(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return delegate.recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return other instanceof FallibleResource resource && delegate.isSameRM(resource.delegate);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return delegate.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return delegate.setTransactionTimeout(seconds);
    }
}
