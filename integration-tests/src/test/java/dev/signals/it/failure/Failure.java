package dev.signals.it.failure;

import dev.signals.Connection;
import dev.signals.Options;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import jakarta.transaction.Synchronization;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/** The ways in which a transaction that has changed something fails. Some only PostgreSQL knows. */
enum Failure {
    ROLLBACK {
        @Override
        void happen(Bank bank, Session session) {
            session.flush();
            session.getTransaction().rollback();
        }
    },
    ROLLBACK_WITHOUT_FLUSH {
        @Override
        void happen(Bank bank, Session session) {
            session.getTransaction().rollback();
        }
    },
    ROLLBACK_ONLY {
        @Override
        void happen(Bank bank, Session session) {
            session.flush();
            session.getTransaction().setRollbackOnly();
            session.getTransaction().commit();
        }
    },
    KEY_TWICE {
        @Override
        void happen(Bank bank, Session session) {
            session.flush();
            Bank.execute(session, "insert into Account (code, version, balance) values ('taken', 0, 0)");
            session.persist(new Account("other"));
            session.persist(new Account("taken"));
            session.flush();
        }
    },
    KEY_TWICE_IN_THE_FLUSH_OF_THE_COMMIT {
        @Override
        void happen(Bank bank, Session session) {
            Bank.execute(session, "insert into Account (code, version, balance) values ('taken', 0, 0)");
            session.persist(new Account("taken"));
            session.getTransaction().commit();
        }
    },
    /** PostgreSQL flushes this and refuses to commit. */
    OWNER_TWICE {
        @Override
        void happen(Bank bank, Session session) {
            session.persist(new Account("first", "same"));
            session.persist(new Account("second", "same"));
            session.flush();
            session.getTransaction().commit();
        }
    },
    STALE {
        @Override
        void happen(Bank bank, Session session) {
            bank.factory()
                    .inTransaction(other ->
                            Bank.execute(other, "update Account set version = version + 1 where code = 'changed'"));
            session.getTransaction().commit();
        }
    },
    LOCKED {
        @Override
        void happen(Bank bank, Session session) {
            try (Session other = bank.sessionFactory().openSession()) {
                other.beginTransaction();
                Bank.execute(other, "update Account set balance = balance where code = 'changed'");
                Bank.execute(session, bank.isPostgres() ? "set local lock_timeout = 50" : "set lock_timeout 50");
                try {
                    session.flush();
                } finally {
                    other.getTransaction().rollback();
                }
            }
        }
    },
    RECEIVER {
        @Override
        void happen(Bank bank, Session session) {
            session.flush();
            session.persist(new Account("refused"));
            Connection refusing = bank.signals()
                    .postSave()
                    .connect(
                            Account.class,
                            event -> {
                                throw new IllegalStateException("refused, as " + event);
                            },
                            Options.order(-1),
                            Options.filter(PostSave::created));
            try {
                session.getTransaction().commit();
            } finally {
                refusing.close();
            }
        }
    },
    HOOK_BEFORE_THE_COMMIT {
        @Override
        void happen(Bank bank, Session session) {
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> {
                throw new IllegalStateException("refused");
            });
            session.getTransaction().commit();
        }
    },
    SYNCHRONIZATION {
        @Override
        void happen(Bank bank, Session session) {
            session.getTransaction().registerSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    throw new IllegalStateException("refused");
                }

                @Override
                public void afterCompletion(int status) {}
            });
            session.getTransaction().commit();
        }
    },
    CONNECTION_CLOSED {
        @Override
        void happen(Bank bank, Session session) {
            session.flush();
            session.doWork(java.sql.Connection::close);
            session.getTransaction().commit();
        }
    },
    CONNECTION_CLOSED_BEFORE_THE_FLUSH_OF_THE_COMMIT {
        @Override
        void happen(Bank bank, Session session) {
            session.doWork(java.sql.Connection::close);
            session.getTransaction().commit();
        }
    },
    CONNECTION_CLOSED_BEFORE_A_ROLLBACK {
        @Override
        void happen(Bank bank, Session session) {
            session.flush();
            session.doWork(java.sql.Connection::close);
            session.getTransaction().rollback();
        }
    },
    KILLED_BEFORE_A_FLUSH {
        @Override
        void happen(Bank bank, Session session) {
            bank.kill(session);
            session.flush();
        }
    },
    KILLED_IN_A_FLUSH {
        @Override
        void happen(Bank bank, Session session) {
            session.persist(new Account("killer"));
            session.flush();
        }
    },
    KILLED_IN_THE_FLUSH_OF_THE_COMMIT {
        @Override
        void happen(Bank bank, Session session) {
            session.flush();
            session.persist(new Account("killer"));
            session.getTransaction().commit();
        }
    },
    KILLED_BEFORE_THE_COMMIT {
        @Override
        void happen(Bank bank, Session session) {
            session.flush();
            bank.kill(session);
            session.getTransaction().commit();
        }
    },
    KILLED_AFTER_THE_FLUSH_OF_THE_COMMIT {
        @Override
        void happen(Bank bank, Session session) {
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> bank.kill(session));
            session.getTransaction().commit();
        }
    },
    KILLED_BEFORE_A_ROLLBACK {
        @Override
        void happen(Bank bank, Session session) {
            session.flush();
            bank.kill(session);
            session.getTransaction().rollback();
        }
    };

    private static final Set<Failure> SILENT = EnumSet.of(ROLLBACK, ROLLBACK_WITHOUT_FLUSH, ROLLBACK_ONLY);

    /** Does what fails with what the session has changed; afterwards the transaction may still have to be rolled back. */
    abstract void happen(Bank bank, Session session);

    static List<Failure> on(Bank bank) {
        return Arrays.stream(values())
                .filter(failure -> bank.isPostgres() || !failure.name().startsWith("KILLED"))
                .toList();
    }

    boolean isThrown() {
        return !SILENT.contains(this);
    }

    /** Whether the connection of the session is gone with it, and so the session. */
    boolean isFatal() {
        return name().startsWith("KILLED") || name().startsWith("CONNECTION_CLOSED");
    }

    /** Whether the rollback fails as well, since there is nothing left to roll back with. */
    boolean isRollbackFailing() {
        return EnumSet.of(
                        CONNECTION_CLOSED_BEFORE_A_ROLLBACK,
                        KILLED_BEFORE_A_FLUSH,
                        KILLED_IN_A_FLUSH,
                        KILLED_BEFORE_A_ROLLBACK)
                .contains(this);
    }

    /** Whether the commit was sent, or would have been: what the database made of it nobody can know. */
    boolean isEndUnknown() {
        return EnumSet.of(CONNECTION_CLOSED, KILLED_BEFORE_THE_COMMIT, KILLED_AFTER_THE_FLUSH_OF_THE_COMMIT)
                .contains(this);
    }
}
