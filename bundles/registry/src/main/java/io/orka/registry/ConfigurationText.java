package io.orka.registry;

import io.orka.json.Problems;
import io.orka.json.SourceLocation;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a {@code .cfg} file: one configuration of strings, named by the file. */
final class ConfigurationText {

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*(\\\\u(?![0-9a-fA-F]{4}))");

    private ConfigurationText() {}

    static Map<String, Map<String, Object>> read(String fileName, String text, Problems problems) {
        Map<String, Object> values = new LinkedHashMap<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                values.put((String) key, value);
                return value;
            }
        };
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            problems.add(brokenEscape(text), "\\u is not followed by four hexadecimal digits");
        } catch (IOException e) {
            throw new IllegalStateException("cannot read from memory", e);
        }
        return Map.of(pid(fileName), values);
    }

    /** Returns the PID. The first {@code -} ends a factory PID, as in Apache Felix File Install. */
    private static String pid(String fileName) {
        String name = fileName.substring(0, fileName.length() - ".cfg".length());
        int dash = name.indexOf('-');
        return name.indexOf('~') < 0 && dash > 0 ? name.substring(0, dash) + "~" + name.substring(dash + 1) : name;
    }

    private static SourceLocation brokenEscape(String text) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher broken = BROKEN_ESCAPE.matcher(lines[i]);
            if (!lines[i].stripLeading().startsWith("#")
                    && !lines[i].stripLeading().startsWith("!")
                    && broken.find()) {
                return SourceLocation.at(i + 1, broken.start(1) + 1);
            }
        }
        return SourceLocation.at(1, 1);
    }
}
