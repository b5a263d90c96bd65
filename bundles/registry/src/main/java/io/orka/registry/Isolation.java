package io.orka.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an entry about the process that its plugin runs in.
 *
 * @param ownJvm whether a Java plugin runs in a separate JVM; other plugins always run in a separate process
 * @param memory the plugin's memory limit, 16 to 65,536 megabytes, or {@code null} for the JVM's default
 * @param cpus the number of processors that the plugin may use, 1 to 1,024, or {@code null} for all
 * @param env environment variables of the process, by name
 * @param debug whether a debugger can attach
 */
public record Isolation(
        boolean ownJvm,
        @Nullable Integer memory,
        @Nullable Integer cpus,
        Map<String, ProcessVariable> env,
        boolean debug) {

    /** The only value of {@code isolation}. */
    static final String PROCESS = "process";

    /** The syntax of {@code memory}, for messages. */
    static final String RULE = "an integer followed by m or g, such as '256m', from 16m to 64g";

    static final int MOST_CPUS = 1024;

    private static final int LEAST = 16;
    private static final int MOST = 64 << 10;
    private static final int GIGA = 1 << 10;
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})([mMgG])");

    /** Checks the limits. */
    public Isolation {
        if (memory != null && (memory < LEAST || memory > MOST)) {
            throw new IllegalArgumentException("memory is " + memory + " MiB; it must be " + RULE);
        }
        if (cpus != null && (cpus < 1 || cpus > MOST_CPUS)) {
            throw new IllegalArgumentException("cpus is " + cpus + "; it must be from 1 to " + MOST_CPUS);
        }
        for (String name : env.keySet()) {
            String complaint = ProcessVariable.complaintOfName(name);
            if (complaint != null) {
                throw new IllegalArgumentException(name + " " + complaint);
            }
        }
        env = Collections.unmodifiableMap(new TreeMap<>(env));
    }

    /**
     * Creates the settings of a separate JVM.
     *
     * @param memory the JVM's maximum heap in megabytes, or {@code null}
     */
    public Isolation(@Nullable Integer memory) {
        this(true, memory, null, Map.of(), false);
    }

    /**
     * Returns the fields that are set and apply only to a plugin in a separate process.
     *
     * @return the names, as in an entry; empty when no such field is set
     */
    public List<String> fields() {
        List<String> fields = new ArrayList<>(data().keySet());
        fields.remove("isolation");
        return fields;
    }

    /**
     * Returns the memory in the syntax of an entry.
     *
     * @return such as {@code 256m}; empty when none is set
     */
    public String memoryText() {
        return memory == null ? "" : memory + "m";
    }

    /** Parses the megabytes; returns {@code null} when the syntax is wrong. */
    static @Nullable Integer parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        long number = Long.parseLong(parts.group(1)) * (parts.group(2).equalsIgnoreCase("g") ? GIGA : 1);
        return number < LEAST || number > MOST ? null : (Integer) (int) number;
    }

    /** Returns the fields that are set, as in the registry file and in the lock file. */
    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        if (ownJvm) {
            data.put("isolation", PROCESS);
        }
        if (memory != null) {
            data.put("memory", memoryText());
        }
        if (cpus != null) {
            data.put("cpus", cpus);
        }
        if (!env.isEmpty()) {
            Map<String, @Nullable Object> texts = new LinkedHashMap<>();
            env.forEach((name, value) -> texts.put(name, value.text()));
            data.put("env", texts);
        }
        if (debug) {
            data.put("debug", true);
        }
        return data;
    }
}
