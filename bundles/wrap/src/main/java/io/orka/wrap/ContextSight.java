package io.orka.wrap;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a plugin can tell which context class loader its thread has. To set it costs more than all else of a short call,
 * so a plugin that cannot see it is called without.
 *
 * <p>It cannot if it has no libraries, and its classes use nothing but each other, the SDK, and classes of the JDK that
 * neither look at the context class loader nor start threads, which would inherit it. Reflection and method handles are not
 * among these, so there is no way around the names.
 */
final class ContextSight {

    private static final Pattern BLIND = Pattern.compile("(io/orka/sdk/[^.]+"
            + "|\\[.+"
            + "|java/lang/(Object|Record|Enum|Iterable|Comparable|Cloneable|AutoCloseable|Runnable"
            + "|String|StringBuilder|StringBuffer|CharSequence|Character|Boolean|Number|Byte|Short|Integer|Long|Float|Double"
            + "|Math|StrictMath|System|Throwable|[A-Za-z]+Exception|[A-Za-z]+Error|Class(?!\\.newInstance))"
            + "|java/lang/invoke/(LambdaMetafactory|StringConcatFactory)"
            + "|java/lang/runtime/(ObjectMethods|SwitchBootstraps)"
            + "|java/math/[^.]+"
            + "|java/time/[^.]+"
            + "|java/nio/charset/(Charset|StandardCharsets)"
            + "|java/util/(?!ServiceLoader|ResourceBundle|Timer)[A-Za-z$]+"
            + "|java/util/(function|regex|stream)/[^.]+"
            + "|java/util/concurrent/(atomic/[^.]+|locks/[^.]+|ThreadLocalRandom|TimeUnit|Callable"
            + "|(Concurrent|CopyOnWrite)[A-Za-z$]+))\\..+");

    private ContextSight() {}

    static boolean of(PluginClasses classes, boolean libraries) {
        Set<String> own = classes.names();
        return libraries
                || classes.all().stream()
                        .flatMap(type -> type.uses().stream())
                        .anyMatch(use -> !BLIND.matcher(use).matches() && !own.contains(owner(use)));
    }

    private static String owner(String use) {
        return use.substring(0, use.indexOf('.')).replace('/', '.');
    }
}
