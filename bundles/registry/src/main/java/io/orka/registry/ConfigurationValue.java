package io.orka.registry;

import io.orka.identity.NearestName;
import io.orka.identity.SafeText;
import io.orka.json.Json;
import io.orka.json.JsonText;
import io.orka.json.Problems;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts one value of a configuration to the type in its key, or to the type that its JSON implies. */
final class ConfigurationValue {

    private static final Pattern TYPE = Pattern.compile("(\\w+)(\\[])?|Collection(?:<(\\w+)>)?");

    private record Scalar(Class<?> type, Function<String, Object> reader) {}

    private static final Map<String, Scalar> SCALARS = scalars();

    private final String name;
    private final Problems problems;

    ConfigurationValue(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    /** Returns the value; if the value is invalid, records a problem and returns {@code null}. */
    @Nullable
    Object read(String type, Json.Member member) {
        Json value = member.value();
        if (type.isEmpty()) {
            return value instanceof Json.Array array ? guessed(array) : scalar(guess(value), value);
        }
        Matcher matcher = TYPE.matcher(type);
        boolean collection = type.equals("Collection") || type.startsWith("Collection<");
        String item = !matcher.matches() ? "" : collection ? group(matcher, 3) : group(matcher, 1);
        Scalar scalar = SCALARS.get(item.isEmpty() ? "String" : item);
        if (scalar == null || (item.isEmpty() && !collection)) {
            String nearest = NearestName.of(type, SCALARS.keySet())
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("");
            problems.add(member.place(), "the type " + SafeText.quoted(type) + " is unknown" + nearest);
            return null;
        }
        if (!collection && matcher.group(2) == null) {
            return scalar(scalar, value);
        }
        List<Json> items = value instanceof Json.Array array ? array.items() : List.of(value);
        return collection ? listOf(scalar, items) : arrayOf(scalar, items);
    }

    private @Nullable Object guessed(Json.Array array) {
        List<Scalar> types = array.items().stream().map(this::guess).distinct().toList();
        return arrayOf(types.size() == 1 ? types.get(0) : scalarOf("String"), array.items());
    }

    private Scalar guess(Json value) {
        if (value instanceof Json.Bool) {
            return scalarOf("Boolean");
        }
        if (value instanceof Json.Num number) {
            return scalarOf(number.literal().matches("-?\\d+") ? "Long" : "Double");
        }
        return scalarOf("String");
    }

    private @Nullable List<Object> listOf(Scalar scalar, List<Json> items) {
        List<Object> list = new ArrayList<>();
        for (Json item : items) {
            Object value = scalar(scalar, item);
            if (value == null) {
                return null;
            }
            list.add(value);
        }
        return list;
    }

    private @Nullable Object arrayOf(Scalar scalar, List<Json> items) {
        List<Object> list = listOf(scalar, items);
        if (list == null) {
            return null;
        }
        Object array = Array.newInstance(scalar.type(), list.size());
        for (int i = 0; i < list.size(); i++) {
            Array.set(array, i, list.get(i));
        }
        return array;
    }

    private @Nullable Object scalar(Scalar scalar, Json value) {
        String text;
        if (value instanceof Json.Text given) {
            text = given.value();
        } else if (value instanceof Json.Num number) {
            text = number.literal();
        } else if (value instanceof Json.Bool bool) {
            text = String.valueOf(bool.value());
        } else if (value instanceof Json.Null || !scalar.type().equals(String.class)) {
            return notA(scalar, value);
        } else {
            text = JsonText.write(value.data());
        }
        try {
            return scalar.reader().apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return notA(scalar, value);
        }
    }

    /** Records that the type is wrong. The message never contains a string, which may be a secret. */
    private @Nullable Object notA(Scalar scalar, Json value) {
        problems.add(
                value.place(),
                SafeText.quoted(name) + " must be of type " + scalar.type().getSimpleName() + " but is "
                        + value.kind());
        return null;
    }

    private static String group(Matcher matcher, int group) {
        String found = matcher.group(group);
        return found == null ? "" : found;
    }

    private static Scalar scalarOf(String name) {
        Scalar scalar = SCALARS.get(name);
        if (scalar == null) {
            throw new IllegalStateException(name);
        }
        return scalar;
    }

    private static Map<String, Scalar> scalars() {
        Map<String, Scalar> scalars = new HashMap<>();
        scalars.put("String", new Scalar(String.class, text -> text));
        both(scalars, "Integer", Integer.class, int.class, text -> new BigDecimal(text).intValueExact());
        both(scalars, "Long", Long.class, long.class, text -> new BigDecimal(text).longValueExact());
        both(scalars, "Short", Short.class, short.class, text -> new BigDecimal(text).shortValueExact());
        both(scalars, "Byte", Byte.class, byte.class, text -> new BigDecimal(text).byteValueExact());
        both(scalars, "Double", Double.class, double.class, Double::valueOf);
        both(scalars, "Float", Float.class, float.class, Float::valueOf);
        both(scalars, "Boolean", Boolean.class, boolean.class, ConfigurationValue::bool);
        both(scalars, "Character", Character.class, char.class, ConfigurationValue::character);
        return Map.copyOf(scalars);
    }

    private static void both(
            Map<String, Scalar> scalars,
            String name,
            Class<?> boxed,
            Class<?> primitive,
            Function<String, Object> reader) {
        scalars.put(name, new Scalar(boxed, reader));
        scalars.put(primitive.getSimpleName(), new Scalar(primitive, reader));
    }

    private static Object bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    private static Object character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }
}
