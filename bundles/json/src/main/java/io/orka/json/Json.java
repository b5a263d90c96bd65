package io.orka.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value with its location. */
public sealed interface Json {

    /** Returns the location of the value. */
    SourceLocation place();

    /** Returns the kind of value, for messages, such as {@code a string}. */
    String kind();

    /** Returns the value as plain data: null, Boolean, Long, BigInteger, Double, BigDecimal, String, List, Map. */
    @Nullable
    Object data();

    /** A string. */
    record Text(SourceLocation place, String value) implements Json {
        @Override
        public String kind() {
            return "a string";
        }

        @Override
        public String data() {
            return value;
        }
    }

    /** A number as written in the source. */
    record Num(SourceLocation place, String literal) implements Json {
        @Override
        public String kind() {
            return "the number " + literal;
        }

        @Override
        public Number data() {
            if (literal.chars().allMatch(c -> c == '-' || Character.isDigit(c))) {
                BigInteger integer = new BigInteger(literal);
                return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
            }
            BigDecimal exact = new BigDecimal(literal);
            double nearest = exact.doubleValue();
            boolean kept = Double.isFinite(nearest) && exact.compareTo(new BigDecimal(Double.toString(nearest))) == 0;
            return kept ? (Number) Double.valueOf(literal) : exact;
        }
    }

    /** {@code true} or {@code false}. */
    record Bool(SourceLocation place, boolean value) implements Json {
        @Override
        public String kind() {
            return String.valueOf(value);
        }

        @Override
        public Boolean data() {
            return value;
        }
    }

    /** {@code null}. */
    record Null(SourceLocation place) implements Json {
        @Override
        public String kind() {
            return "null";
        }

        @Override
        public @Nullable Object data() {
            return null;
        }
    }

    /** An array. */
    record Array(SourceLocation place, List<Json> items) implements Json {
        @Override
        public String kind() {
            return "an array";
        }

        @Override
        public List<@Nullable Object> data() {
            List<@Nullable Object> data = new ArrayList<>();
            items.forEach(item -> data.add(item.data()));
            return Collections.unmodifiableList(data);
        }
    }

    /** An object with its members in source order. */
    record Obj(SourceLocation place, List<Member> members) implements Json {
        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            members.forEach(member -> data.put(member.name, member.value.data()));
            return Collections.unmodifiableMap(data);
        }
    }

    /** One member of an object, with the location of its name. */
    record Member(SourceLocation place, String name, Json value) {}
}
