package io.orka.wrap;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Determines whether a plugin can observe the context class loader of its thread. Setting the loader takes longer than
 * the rest of a short call, so Orka does not set the loader for a plugin that cannot observe it.
 *
 * <p>A plugin cannot observe the loader if it contains no libraries, and its classes use only each other, the SDK, and
 * certain classes of the JDK. These JDK classes neither use the context class loader nor start platform threads, which
 * would inherit the loader. Reflection, method handles and native code are not among the allowed classes, so the check
 * of names is complete.
 */
final class ContextSight {

    /**
     * The manifest value for a plugin that cannot observe the loader. The value must change with the rules of this
     * class.
     */
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

    /**
     * Returns whether a used class is loaded from the plugin. Classes in the JDK's packages are always loaded from the
     * JDK.
     */
    private static boolean isOwn(String use, Set<String> own) {
        String owner = use.substring(0, use.indexOf('.')).replace('/', '.');
        return own.contains(owner) && !JDK.matcher(owner).lookingAt();
    }
}
