package io.orka.logging;

import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import org.jspecify.annotations.Nullable;

/**
 * The role of a class on a stack in finding the speaker.
 *
 * @param kind the role
 * @param speaker the bundle of the class
 */
record SpeakerFrame(Kind kind, @Nullable Speaker speaker) {

    /** The roles of a class. */
    enum Kind {
        /** A class of a bundle. */
        SPEAKER,
        /** A class of a bundle that passes on output of others: a stream, or a part of {@code java.util.logging}. */
        STREAM,
        /** A class of the host or of the embedding application. */
        HOST,
        /** A class of the JDK or of the logging path, or of unknown origin. */
        PASSING
    }

    private static final ClassLoader OWN = SpeakerFrame.class.getClassLoader();
    private static final Set<String> WAY = Set.of("io.orka.logging", "org.slf4j.bridge");

    private static final List<Class<?>> PASS_ON =
            List.of(OutputStream.class, Handler.class, Filter.class, Formatter.class);

    private static final SpeakerFrame PASSING = new SpeakerFrame(Kind.PASSING, null);
    private static final SpeakerFrame HOST = new SpeakerFrame(Kind.HOST, null);

    static SpeakerFrame of(Class<?> type, @Nullable Speaker speaker) {
        if (speaker != null) {
            return new SpeakerFrame(passesOn(type) ? Kind.STREAM : Kind.SPEAKER, speaker);
        }
        return isJdk(type) || passesOn(type) || !isHost(type) ? PASSING : HOST;
    }

    private static boolean passesOn(Class<?> type) {
        for (Class<?> each : PASS_ON) {
            if (each.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a class belongs to the JDK. Some JDK classes are in the application class loader, such as the
     * compiler.
     */
    private static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        String module = type.getModule().isNamed() ? type.getModule().getName() : "";
        return loader == null
                || loader == ClassLoader.getPlatformClassLoader()
                || module.startsWith("java.")
                || module.startsWith("jdk.");
    }

    private static boolean isHost(Class<?> type) {
        return isOwn(type.getClassLoader()) && !WAY.contains(type.getPackageName());
    }

    private static boolean isOwn(ClassLoader loader) {
        for (ClassLoader at = OWN; at != null; at = at.getParent()) {
            if (at == loader) {
                return true;
            }
        }
        return false;
    }
}
