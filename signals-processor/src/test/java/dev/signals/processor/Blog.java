package dev.signals.processor;

/** The entities that the receivers of the tests are about. */
final class Blog {

    /** What each source begins with, on a line of its own. */
    static final String HEADER =
            "package com.acme; import dev.signals.*; import dev.signals.hibernate.*; import dev.signals.hibernate.event.*;"
                    + " import jakarta.persistence.*; import java.util.*;\n";

    static final String ENTITIES = HEADER + """
            @MappedSuperclass
            abstract class Dated {
                @Id Long id;
                @Version int version;
                int publishedIn;
            }

            @Entity
            class Article extends Dated {
                static int count;
                String title;
                String body;
                byte[] cover;
                transient int length;
                @Transient String draft;
                @Embedded Address address;
                @ManyToOne Author author;
                @ManyToMany Set<Tag> tags;
                @OneToMany(mappedBy = "article") List<Comment> comments;
                @OneToMany @JoinColumn List<Comment> pinned;
                @ElementCollection Map<String, String> labels;
                List<String> keywords;

                String getDraft() {
                    return draft;
                }

                String getSummary() {
                    return body;
                }
            }

            @Entity
            class Review extends Article {
                int stars;
            }

            @Entity
            class Author {
                private Long id;
                private String firstName;
                private Set<Tag> read;
                private boolean retired;

                @Id
                Long getId() {
                    return id;
                }

                String getName() {
                    return firstName;
                }

                String getURL() {
                    return "";
                }

                @ManyToMany
                Set<Tag> getInterests() {
                    return read;
                }

                boolean isActive() {
                    return !retired;
                }

                @Transient
                String getInitials() {
                    return "";
                }

                void getNothing() {}

                String getPart(int index) {
                    return "";
                }
            }

            @Entity
            class Tag {
                @Id Long id;
                @ManyToMany(mappedBy = "tags") List<Article> articles;
            }

            @Entity
            class Comment {
                @Id Long id;
                @ManyToOne Article article;
            }

            @Embeddable
            class Address {
                String city;
                @Embedded Country country;
                @ElementCollection List<String> phones;
            }

            @Embeddable
            record Country(String code) {}

            @Embeddable
            abstract class Price {
                int amount;
            }

            enum Status { DRAFT, PUBLISHED }

            @Entity
            class Offer {
                @Id Long id;
                Status status;
                boolean open;
                int amount;
                java.math.BigDecimal price;
                java.time.LocalDate until;
                UUID code;
                String title;
                @ManyToOne Author author;
                Address address;
            }

            record Point(int x, int y) {}

            interface Named {}
            """;

    private Blog() {}
}
