package dev.signals.it.harmless;

import dev.signals.it.harmless.UnequalValues.Preferences;
import dev.signals.it.harmless.UnequalValues.Word;
import dev.signals.it.harmless.UnequalValues.WordConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import org.hibernate.Session;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Accounts, with attributes of several kinds. */
final class Accounts {

    private Accounts() {}

    /** What changes, by its name in the changes. */
    enum Attribute {
        PASSWORD("password") {
            @Override
            void set(Session session, Account account, String value) {
                account.password(value);
            }
        },
        CITY("address.city") {
            @Override
            void set(Session session, Account account, String value) {
                account.address.city = value;
            }
        },
        ADDRESS("address") {
            @Override
            void set(Session session, Account account, String value) {
                account.address(new Address(value));
            }
        },
        TEAM("team") {
            @Override
            void set(Session session, Account account, String value) {
                account.team(session.find(Team.class, value));
            }
        },
        JSON("preferences") {
            @Override
            void set(Session session, Account account, String value) {
                account.preferences(new Preferences());
                account.preferences.color = value;
            }
        },
        JSON_IN_PLACE("preferences") {
            @Override
            void set(Session session, Account account, String value) {
                account.preferences.color = value;
            }
        },
        CONVERTED("word") {
            @Override
            void set(Session session, Account account, String value) {
                account.word(new Word(value));
            }
        },
        CONVERTED_IN_PLACE("word") {
            @Override
            void set(Session session, Account account, String value) {
                account.word.text = value;
            }
        };

        private final String path;

        Attribute(String path) {
            this.path = path;
        }

        /** The name in the changes. */
        String path() {
            return path;
        }

        abstract void set(Session session, Account account, String value);
    }

    @MappedSuperclass
    abstract static class Account {
        String password;

        int logins;

        @Embedded
        protected Address address = new Address("x");

        @ManyToOne
        Team team;

        @JdbcTypeCode(SqlTypes.JSON)
        Preferences preferences = new Preferences();

        @Convert(converter = WordConverter.class)
        Word word = new Word("x");

        abstract Long id();

        // The enhancer overlooks what others write into a mapped superclass.

        void password(String value) {
            password = value;
        }

        void logins(int value) {
            logins = value;
        }

        void address(Address value) {
            address = value;
        }

        void team(Team value) {
            team = value;
        }

        void preferences(Preferences value) {
            preferences = value;
        }

        void word(Word value) {
            word = value;
        }
    }

    @Entity(name = "SequencedAccount")
    static class SequencedAccount extends Account {
        @Id
        @GeneratedValue
        Long id;

        @Override
        Long id() {
            return id;
        }
    }

    @Entity(name = "IdentityAccount")
    static class IdentityAccount extends Account {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Version
        int version;

        @Override
        Long id() {
            return id;
        }
    }

    @Embeddable
    static class Address {
        String city;

        Address() {}

        Address(String city) {
            this.city = city;
        }
    }

    @Entity(name = "Team")
    static class Team {
        @Id
        String name;

        Team() {}

        Team(String name) {
            this.name = name;
        }
    }

    /** Its receiver is the one that changes accounts. */
    @Entity(name = "Bell")
    static class Bell {
        @Id
        @GeneratedValue
        Long id;

        String text;
    }
}
