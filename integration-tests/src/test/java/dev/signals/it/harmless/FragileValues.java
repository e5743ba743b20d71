package dev.signals.it.harmless;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.io.Serializable;
import java.lang.StackWalker.StackFrame;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.Type;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;

/** Types, converters and getters that fail if the library calls them in a look of its own, and never for Hibernate. */
final class FragileValues {

    private static final List<String> LOOKS =
            List.of("dev.signals.hibernate.internal.walk.", "dev.signals.hibernate.internal.state.");

    private FragileValues() {}

    /** Fails if a look is under way, and not if a receiver asks its event for something. */
    private static void failInALook(String method) {
        List<String> stack = StackWalker.getInstance()
                .walk(frames -> frames.map(StackFrame::getClassName).toList());
        if (isOn(stack, LOOKS) && !isOn(stack, List.of(Listening.class.getName()))) {
            throw new UnsupportedOperationException(method + " fails");
        }
    }

    private static boolean isOn(List<String> stack, List<String> prefixes) {
        return stack.stream().anyMatch(name -> prefixes.stream().anyMatch(name::startsWith));
    }

    /** The methods that can fail. */
    enum Method {
        NONE,
        EQUALS,
        HASH_CODE,
        DEEP_COPY,
        DISASSEMBLE,
        CONVERT
    }

    /** A value that is stored with the method that fails for it. */
    static class Fragile {
        Method failing;
        String text;

        Fragile(Method failing, String text) {
            this.failing = failing;
            this.text = text;
        }

        private static Fragile ofColumn(String column) {
            String[] parts = column.split(":");
            return new Fragile(Method.valueOf(parts[0]), parts[1]);
        }

        private String column() {
            return failing + ":" + text;
        }

        private void call(Method method) {
            if (failing == method) {
                failInALook(method.toString());
            }
        }

        @Override
        public boolean equals(Object other) {
            call(Method.EQUALS);
            return other instanceof Fragile fragile && column().equals(fragile.column());
        }

        @Override
        public int hashCode() {
            call(Method.HASH_CODE);
            return Objects.hash(text);
        }
    }

    static class FragileConverter implements AttributeConverter<Fragile, String> {
        @Override
        public String convertToDatabaseColumn(Fragile value) {
            if (value == null) {
                return null;
            }
            value.call(Method.CONVERT);
            return value.column();
        }

        @Override
        public Fragile convertToEntityAttribute(String column) {
            return column == null ? null : Fragile.ofColumn(column);
        }
    }

    static class FragileType implements UserType<Fragile> {
        @Override
        public int getSqlType() {
            return Types.VARCHAR;
        }

        @Override
        public Class<Fragile> returnedClass() {
            return Fragile.class;
        }

        @Override
        public boolean equals(Fragile left, Fragile right) {
            return Objects.equals(left, right);
        }

        @Override
        public int hashCode(Fragile value) {
            return value.hashCode();
        }

        @Override
        public Fragile nullSafeGet(ResultSet rows, int position, WrapperOptions options) throws SQLException {
            String column = rows.getString(position);
            return column == null ? null : Fragile.ofColumn(column);
        }

        @Override
        public void nullSafeSet(PreparedStatement statement, Fragile value, int position, WrapperOptions options)
                throws SQLException {
            statement.setString(position, value == null ? null : value.column());
        }

        @Override
        public Fragile deepCopy(Fragile value) {
            if (value == null) {
                return null;
            }
            value.call(Method.DEEP_COPY);
            return new Fragile(value.failing, value.text);
        }

        @Override
        public boolean isMutable() {
            return true;
        }

        @Override
        public Serializable disassemble(Fragile value) {
            value.call(Method.DISASSEMBLE);
            return value.column();
        }

        @Override
        public Fragile assemble(Serializable cached, Object owner) {
            return Fragile.ofColumn((String) cached);
        }
    }

    /** Where a fragile value can be. */
    enum Place {
        TYPED("typed") {
            @Override
            void set(Holder holder, Fragile value) {
                holder.typed = value;
            }
        },
        CONVERTED("converted") {
            @Override
            void set(Holder holder, Fragile value) {
                holder.converted = value;
            }
        },
        PART("part") {
            @Override
            void set(Holder holder, Fragile value) {
                holder.part.fragile = value;
            }
        },
        ELEMENT_OF_LIST("ordered") {
            @Override
            void set(Holder holder, Fragile value) {
                holder.ordered.clear();
                holder.ordered.add(value);
            }
        },
        ELEMENT_OF_SET("unordered") {
            @Override
            void set(Holder holder, Fragile value) {
                holder.unordered.clear();
                holder.unordered.add(value);
            }
        },
        ELEMENT_OF_MAP("keyed") {
            @Override
            void set(Holder holder, Fragile value) {
                holder.keyed.put("k", value);
            }
        },
        CONVERTED_ELEMENT("convertedList") {
            @Override
            void set(Holder holder, Fragile value) {
                holder.convertedList.clear();
                holder.convertedList.add(value);
            }
        },
        PART_OF_ELEMENT("parts") {
            @Override
            void set(Holder holder, Fragile value) {
                holder.parts.clear();
                holder.parts.add(new Part(value));
            }
        };

        private final String attribute;

        Place(String attribute) {
            this.attribute = attribute;
        }

        String attribute() {
            return attribute;
        }

        boolean isElement() {
            return ordinal() >= ELEMENT_OF_LIST.ordinal();
        }

        abstract void set(Holder holder, Fragile value);
    }

    @Entity(name = "Holder")
    static class Holder {
        @Id
        @GeneratedValue
        Long id;

        String name = "a";

        @Type(FragileType.class)
        Fragile typed;

        @Convert(converter = FragileConverter.class)
        Fragile converted;

        @Embedded
        protected Part part = new Part(new Fragile(Method.NONE, "red"));

        @ElementCollection
        @OrderColumn
        @Type(FragileType.class)
        List<Fragile> ordered = new ArrayList<>();

        @ElementCollection
        @Type(FragileType.class)
        Set<Fragile> unordered = new HashSet<>();

        @ElementCollection
        @Type(FragileType.class)
        Map<String, Fragile> keyed = new HashMap<>();

        @ElementCollection
        @Convert(converter = FragileConverter.class)
        List<Fragile> convertedList = new ArrayList<>();

        @ElementCollection
        List<Part> parts = new ArrayList<>();

        static Holder of(Place place, Method failing) {
            Holder holder = new Holder();
            place.set(holder, new Fragile(failing, "red"));
            return holder;
        }

        /** All of it, which is loaded. */
        String contents() {
            return name
                    + text(typed)
                    + text(converted)
                    + text(part.fragile)
                    + ordered.stream().map(Holder::text).toList()
                    + unordered.stream().map(Holder::text).toList()
                    + keyed.values().stream().map(Holder::text).toList()
                    + convertedList.stream().map(Holder::text).toList()
                    + parts.stream().map(each -> text(each.fragile)).toList();
        }

        private static String text(Fragile value) {
            return value == null ? "-" : value.text;
        }
    }

    @Embeddable
    static class Part {
        @Type(FragileType.class)
        Fragile fragile;

        Part() {}

        Part(Fragile fragile) {
            this.fragile = fragile;
        }
    }

    /** Its association fails when it is read. */
    @Entity(name = "Node")
    @Access(AccessType.PROPERTY)
    static class Node {
        private Long id;
        private String name;
        private List<Node> children = new ArrayList<>();

        Node() {}

        Node(String name) {
            this.name = name;
        }

        @Id
        @GeneratedValue
        Long getId() {
            return id;
        }

        void setId(Long id) {
            this.id = id;
        }

        String getName() {
            return name;
        }

        void setName(String name) {
            this.name = name;
        }

        @OneToMany(cascade = CascadeType.ALL)
        List<Node> getChildren() {
            if ("trap".equals(name)) {
                failInALook("getChildren");
            }
            return children;
        }

        void setChildren(List<Node> children) {
            this.children = children;
        }

        List<Node> children() {
            return children;
        }
    }
}
