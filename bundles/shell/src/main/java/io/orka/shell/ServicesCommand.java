package io.orka.shell;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * {@code orka:services}: lists all OSGi services of the framework; the Felix commands show only the services of one
 * bundle.
 */
record ServicesCommand(BundleContext system) implements Command {

    ServicesCommand {
        requireNonNull(system, "system is null");
    }

    private static final Usage USAGE = new Usage(
                    "services",
                    "[PROPERTY=VALUE...|FILTER]",
                    "List OSGi services, optionally filtered by properties or an LDAP-style filter.")
            .argument(
                    "PROPERTY=VALUE",
                    "A property that the service must have. name, version, service, key and commit"
                            + " stand for orka.name and so on; * in VALUE matches any characters.")
            .argument("FILTER", "A filter of the OSGi Core specification, in single quotes.")
            .example("orka:services name=hello")
            .example("orka:services '(orka.name=hello*)'");

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public void run(Console console, List<String> words) {
        List<String> plain = Words.read(USAGE, words, 0, Integer.MAX_VALUE).plain();
        Table table = new Table(List.of(
                Table.Column.number("ID", 1),
                Table.Column.text("SERVICE", 0, 20),
                Table.Column.text("PROPERTIES", 2, 20),
                Table.Column.text("BUNDLE", 3, 10)));
        for (ServiceReference<?> service : find(ServiceFilter.of(USAGE, plain))) {
            table.row(List.of(
                    Table.Cell.of(String.valueOf(service.getProperty(Constants.SERVICE_ID))),
                    Table.Cell.of(text(service.getProperty(Constants.OBJECTCLASS))),
                    Table.Cell.of(properties(service)),
                    Table.Cell.of(String.valueOf(service.getBundle()))));
        }
        console.print(table);
    }

    private ServiceReference<?>[] find(@Nullable String filter) {
        try {
            ServiceReference<?>[] found = system.getAllServiceReferences(null, filter);
            return found == null ? new ServiceReference<?>[0] : found;
        } catch (InvalidSyntaxException e) {
            throw USAGE.wrong("'" + filter + "' is not a valid OSGi filter");
        }
    }

    private static String properties(ServiceReference<?> service) {
        return Arrays.stream(service.getPropertyKeys())
                .filter(key -> !key.startsWith("service.") && !key.equals(Constants.OBJECTCLASS))
                .sorted()
                .map(key -> key + "=" + text(service.getProperty(key)))
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    private static String text(Object value) {
        return value instanceof Object[] several
                ? String.join(",", Arrays.stream(several).map(String::valueOf).toList())
                : String.valueOf(value);
    }
}
