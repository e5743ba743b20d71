package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.BulkStatement;
import java.util.Set;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

public final class BulkEvent extends SessionEvent implements BulkStatement {

    private final SharedSessionContractImplementor session;
    private final BulkWrite write;
    private final int rows;

    public BulkEvent(DispatchContext context, SharedSessionContractImplementor session, BulkWrite write, int rows) {
        super(context, write.persister());
        this.session = session;
        this.write = write;
        this.rows = rows;
    }

    @Override
    public Kind kind() {
        return write.kind();
    }

    @Override
    public Class<?> entityType() {
        return sender();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public Set<String> attributes() {
        return write.attributes();
    }

    @Override
    public String statement() {
        return write.text();
    }

    @Override
    public SharedSessionContract session() {
        if (isOver()) {
            throw ended("session()");
        }
        return session;
    }

    @Override
    public Object subject() {
        return this;
    }

    @Override
    String signal() {
        return kind() == Kind.UPDATE ? "bulk_updated" : "bulk_deleted";
    }

    @Override
    public String summary() {
        return signal() + " " + shortEntityName() + " " + rows + (rows == 1 ? " row" : " rows");
    }

    @Override
    public String toString() {
        return signal() + " of " + entityName() + " by \"" + statement() + "\""
                + mode().context().text();
    }
}
