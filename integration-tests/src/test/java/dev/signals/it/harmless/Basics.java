package dev.signals.it.harmless;

import java.util.Arrays;
import java.util.List;

/** Types of plain attributes, and of elements of collections. */
enum Basics implements Feature {
    TEXT(6, "Basic types", "String", "\"s\" + n"),
    NUMBER(3, "Basic types", "int", "n"),
    BOXED(2, "Basic types", "Integer", "n"),
    DECIMAL(1, "Basic types", "BigDecimal", "BigDecimal.valueOf(n, 2)"),
    FLAG(1, "Basic types: Boolean", "Boolean", "n % 2 == 0"),
    ENUM_ORDINAL(1, "Basic types: enums", "Level", "Level.of(n)"),
    ENUM_NAME(1, "Basic types: enums", "Level", "Level.of(n)", "@Enumerated(EnumType.STRING)"),
    DATE(
            1,
            "Basic types: date and time",
            "Date",
            "new Date(1000000000000L + n * 1000L)",
            "@Temporal(TemporalType.TIMESTAMP)"),
    DAY(1, "Basic types: date and time", "LocalDate", "LocalDate.of(2001, 1, 1).plusDays(n % 300)"),
    INSTANT(1, "Basic types: date and time", "Instant", "Instant.ofEpochSecond(1000000000L + n)"),
    OFFSET_TIME(
            1,
            "Basic types: handling timezones",
            "OffsetDateTime",
            "OffsetDateTime.of(2001, 1, 1, 0, 0, n % 60, 0, ZoneOffset.ofHours(n % 5))"),
    ZONED_TIME(
            1,
            "Basic types: handling timezones",
            "ZonedDateTime",
            "ZonedDateTime.of(2001, 1, 1, 0, 0, n % 60, 0, ZoneId.of(\"Asia/Tokyo\"))"),
    ZONE_COLUMN(
            1,
            "Basic types: handling timezones",
            "OffsetDateTime",
            "OffsetDateTime.of(2001, 1, 1, 0, 0, n % 60, 0, ZoneOffset.ofHours(n % 5))",
            "@TimeZoneStorage(TimeZoneStorageType.COLUMN)"),
    DURATION(1, "Basic types: Duration", "Duration", "Duration.ofSeconds(n)"),
    BYTES(2, "Basic types: byte arrays", "byte[]", "new byte[] {(byte) n, 1}"),
    CHARACTERS(1, "Basic types: character arrays", "char[]", "(\"c\" + n).toCharArray()"),
    LOB_TEXT(1, "Basic types: LOBs", "String", "\"l\" + n", "@Lob"),
    LOB_BYTES(1, "Basic types: LOBs", "byte[]", "new byte[] {(byte) n}", "@Lob"),
    TEXTS(1, "Basic types: arrays", "String[]", "new String[] {\"a\" + n, \"b\"}"),
    NUMBERS(
            1,
            "Basic types: collections as basic types",
            "List<Integer>",
            "new ArrayList<>(List.of(n, 1))",
            "@JdbcTypeCode(SqlTypes.ARRAY)"),
    SERIALIZED(1, "Basic types: serializable", "Term", "new Term(\"t\" + n)", "@JdbcTypeCode(SqlTypes.VARBINARY)"),
    CONVERTED(
            2,
            "Basic types: attribute converters",
            "Term",
            "new Term(\"t\" + n)",
            "@Convert(converter = Values.TermConverter.class)"),
    CONVERTED_WITHOUT_EQUALS(
            2,
            "Basic types: attribute converters",
            "Word",
            "new Word(\"w\" + n)",
            "@Convert(converter = Values.WordConverter.class)"),
    CONVERTED_WITH_LOSS(
            1,
            "Basic types: attribute converters",
            "String",
            "\"s\" + n",
            "@Convert(converter = Values.LossyConverter.class)"),
    CONVERTED_LIST(
            1,
            "Basic types: attribute converters, mutable",
            "List<String>",
            "new ArrayList<>(List.of(\"a\" + n, \"b\"))",
            "@Convert(converter = Values.CsvConverter.class)"),
    JSON_WITHOUT_EQUALS(1, "Basic types: JSON", "Word", "new Word(\"w\" + n)", "@JdbcTypeCode(SqlTypes.JSON)"),
    JSON(1, "Basic types: JSON", "Term", "new Term(\"t\" + n)", "@JdbcTypeCode(SqlTypes.JSON)"),
    JSON_MAP(
            2,
            "Basic types: JSON",
            "Map<String, String>",
            "new LinkedHashMap<>(Map.of(\"a\", \"v\" + n))",
            "@JdbcTypeCode(SqlTypes.JSON)"),
    USER_TYPE(1, "Custom types", "Term", "new Term(\"t\" + n)", "@Type(Values.TermType.class)"),
    USER_TYPE_WITHOUT_EQUALS(1, "Custom types", "Word", "new Word(\"w\" + n)", "@Type(Values.WordType.class)"),
    UNIQUE_ID(1, "Basic types: UUID", "UUID", "new UUID(1, n)"),
    BYTE(1, "Basic types: numbers", "Byte", "(byte) n"),
    SHORT(1, "Basic types: numbers", "Short", "(short) n"),
    LONG(1, "Basic types: numbers", "Long", "(long) n"),
    FLOAT(1, "Basic types: numbers", "Float", "n / 2f"),
    DOUBLE(1, "Basic types: numbers", "Double", "n / 4d"),
    BIG_INTEGER(1, "Basic types: numbers", "BigInteger", "BigInteger.valueOf(n)"),
    CHARACTER(1, "Basic types: Character", "Character", "(char) ('a' + n % 20)"),
    YES_OR_NO(
            1,
            "Basic types: Boolean",
            "Boolean",
            "n % 2 == 0",
            "@Convert(converter = org.hibernate.type.YesNoConverter.class)"),
    NATIONAL(1, "Basic types: nationalized character data", "String", "\"n\" + n", "@Nationalized"),
    TIME_OF_DAY(1, "Basic types: date and time", "LocalTime", "LocalTime.of(n % 24, 1)"),
    DAY_AND_TIME(1, "Basic types: date and time", "LocalDateTime", "LocalDateTime.of(2001, 1, 1, n % 24, 1)"),
    YEAR(1, "Basic types: date and time", "Year", "Year.of(2000 + n)"),
    CALENDAR(
            1,
            "Basic types: date and time",
            "Calendar",
            "new Calendar.Builder().setInstant(1000000000000L + n * 1000L).build()",
            "@Temporal(TemporalType.TIMESTAMP)"),
    SQL_DATE(1, "Basic types: date and time", "java.sql.Date", "java.sql.Date.valueOf(\"2001-01-0\" + (1 + n % 9))"),
    SQL_TIMESTAMP(
            1,
            "Basic types: date and time",
            "java.sql.Timestamp",
            "new java.sql.Timestamp(1000000000000L + n * 1000L)"),
    TIME_ZONE(1, "Basic types: TimeZone", "TimeZone", "TimeZone.getTimeZone(n % 2 == 0 ? \"UTC\" : \"Asia/Tokyo\")"),
    CURRENCY(1, "Basic types: Currency", "Currency", "Currency.getInstance(n % 2 == 0 ? \"EUR\" : \"USD\")"),
    LOCALE(1, "Basic types: Locale", "Locale", "n % 2 == 0 ? Locale.FRANCE : Locale.ITALY"),
    CLASS(1, "Basic types: Class", "Class", "n % 2 == 0 ? String.class : Integer.class"),
    ADDRESS(1, "Basic types: InetAddress", "java.net.InetAddress", "Values.address(n)"),
    BLOB(1, "Basic types: LOBs, locators", "java.sql.Blob", "Values.blob(n)"),
    CLOB(1, "Basic types: LOBs, locators", "java.sql.Clob", "Values.clob(n)"),
    ENUM_OF_DATABASE(1, "Basic types: enums", "Level", "Level.of(n)", "@JdbcTypeCode(SqlTypes.NAMED_ENUM)"),
    LEVELS(1, "Basic types: arrays", "Level[]", "new Level[] {Level.of(n), Level.LOW}"),
    JSON_LIST(
            1,
            "Basic types: JSON",
            "List<Term>",
            "new ArrayList<>(List.of(new Term(\"t\" + n), new Term(\"u\")))",
            "@JdbcTypeCode(SqlTypes.JSON)"),
    XML(1, "Basic types: XML", "Term", "new Term(\"t\" + n)", "@JdbcTypeCode(SqlTypes.SQLXML)");

    private final int weight;
    private final String chapter;
    private final String type;
    private final String sample;
    private final List<String> annotations;

    Basics(int weight, String chapter, String type, String sample, String... annotations) {
        this.weight = weight;
        this.chapter = chapter;
        this.type = type;
        this.sample = sample;
        this.annotations = List.of(annotations);
    }

    @Override
    public String chapter() {
        return chapter;
    }

    @Override
    public int weight() {
        return weight;
    }

    String type() {
        return type;
    }

    String boxedType() {
        return this == NUMBER ? "Integer" : type;
    }

    String sample() {
        return sample;
    }

    List<String> annotations() {
        return annotations;
    }

    Attribute attribute(String name) {
        return Attribute.value(name, "Basics." + this, Kind.VALUE, annotations, type, sample);
    }

    /** Those that elements of a collection may be. */
    static List<Basics> ofElements() {
        return Arrays.stream(values())
                .filter(basic -> !List.of(
                                ZONE_COLUMN, LOB_TEXT, LOB_BYTES, NUMBERS, CHARACTERS, BYTES, TEXTS, LEVELS, BLOB, CLOB)
                        .contains(basic))
                .toList();
    }

    /** Those that sort themselves, and make keys. */
    boolean isComparable() {
        return this == TEXT
                || this == BOXED
                || this == ENUM_NAME
                || this == DAY
                || this == UNIQUE_ID
                || this == DECIMAL
                || this == LONG
                || this == SHORT
                || this == BIG_INTEGER
                || this == YEAR
                || this == TIME_OF_DAY;
    }
}
