package io.orka.wrap;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a plugin can observe the context class loader of its thread. Setting it costs more than the rest of a short
 * call, so Orka skips it for a plugin that cannot observe it.
 *
 * <p>It cannot if it has no libraries, and its classes use nothing but each other, the SDK, and classes of the JDK that
 * neither use the context class loader nor start platform threads, which would inherit it. Reflection, method handles
 * and native code are not among these classes, so the check of names is complete.
 */
final class ContextSight {

    /** The manifest value for a plugin that cannot; it must change when the rules here change. */
    static final String UNSEEN = "unseen-1";

    private static final Pattern BLIND = Pattern.compile("(io/orka/sdk/[^.]+"
            + "|\\[.+"
            + "|java/lang/(Object|Record|Enum|Iterable|Comparable|Cloneable|AutoCloseable|Runnable"
            + "|String|StringBuilder|StringBuffer|CharSequence|Character|Boolean|Number|Byte|Short|Integer|Long|Float|Double"
            + "|Math|StrictMath|System(?!\\.load)|Throwable|[A-Za-z]+Exception|[A-Za-z]+Error|Class(?!\\.(forName|newInstance)))"
            + "|java/lang/invoke/(LambdaMetafactory|StringConcatFactory)"
            + "|java/lang/runtime/(ObjectMethods|SwitchBootstraps)"
            + "|java/math/[^.]+"
            + "|java/time/(?!chrono/(Abstract)?Chronology|format/DateTimeFormatterBuilder)[^.]+(?!\\.localizedBy)"
            + "|java/nio/charset/(Charset|StandardCharsets)"
            + "|java/util/(?!ServiceLoader|ResourceBundle|Timer)[A-Za-z$]+"
            + "|java/util/(function|regex|stream)/[^.]+"
            + "|java/util/concurrent/(atomic/[^.]+|locks/[^.]+|ThreadLocalRandom|TimeUnit|Callable"
            + "|(Concurrent|CopyOnWrite)[A-Za-z$]+))\\..+");

    private static final Pattern JDK =
            Pattern.compile("(java|javax|jdk|com\\.sun|sun|org\\.w3c|org\\.xml|org\\.ietf)\\.");

    private ContextSight() {}

    static boolean sees(PluginClasses classes, boolean libraries) {
        Set<String> own = classes.names();
        return libraries
                || classes.all().stream()
                        .flatMap(type -> type.uses().stream())
                        .anyMatch(use -> !BLIND.matcher(use).matches() && !isOwn(use, own));
    }

    /** Classes in the JDK's packages are loaded from the JDK, even if the plugin contains classes of the same name. */
    private static boolean isOwn(String use, Set<String> own) {
        String owner = use.substring(0, use.indexOf('.')).replace('/', '.');
        return own.contains(owner) && !JDK.matcher(owner).lookingAt();
    }
}
