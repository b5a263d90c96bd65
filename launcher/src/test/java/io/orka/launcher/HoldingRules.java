package io.orka.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of declarative services (OSGi Compendium 8, section 112.3) for the services to which a reference is bound.
 * They depend on the current services and, for a reluctant reference, on the earlier binding.
 */
final class HoldingRules {

    private final List<Served> served;
    private final Registered registered;
    private final @Nullable QuietPoint before;

    HoldingRules(List<Served> served, Registered registered, @Nullable QuietPoint before) {
        this.served = served;
        this.registered = registered;
        this.before = before;
    }

    /** Returns the differences between a component's references and the rules. */
    List<String> findings(List<Holding> component) {
        List<String> findings = new ArrayList<>();
        boolean satisfied = component.stream()
                .allMatch(holding -> !holding.mandatory() || !matching(holding).isEmpty());
        for (Holding holding : component) {
            String expected = satisfied ? "active" : "unsatisfied";
            if (!holding.state().equals(expected)) {
                findings.add("%s is %s instead of %s".formatted(holding.component(), holding.state(), expected));
            } else if (satisfied) {
                findings.addAll(held(holding));
                findings.addAll(lives(holding));
            }
        }
        return findings;
    }

    private List<String> held(Holding holding) {
        if (holding.held() == null) {
            return List.of(holding.name() + " is active and unknown to itself");
        }
        Set<Long> held = holding.held().stream().map(registered::id).collect(Collectors.toCollection(TreeSet::new));
        String told = "%s (%s %s %s %s) holds %s"
                .formatted(
                        holding.name(),
                        holding.cardinality(),
                        holding.policy(),
                        holding.option(),
                        holding.target(),
                        holding.held().stream().map(registered::key).sorted().toList());
        List<String> findings = new ArrayList<>();
        if (held.size() != holding.held().size()) {
            findings.add(told + ": something twice, or several things that are not registered");
        }
        if (holding.bound() != null && !held.equals(new TreeSet<>(holding.bound()))) {
            findings.add(told + ": not what declarative services say, services " + holding.bound());
        }
        String wrong = wrong(holding, held);
        if (wrong != null) {
            findings.add(told + " instead of " + wrong);
        }
        return findings;
    }

    /** Returns the services that the reference must hold; {@code null} if it holds them. */
    private @Nullable String wrong(Holding holding, Set<Long> held) {
        List<Served> matching = matching(holding);
        Set<Long> all = ids(matching);
        Set<Long> stayed = before == null ? Set.of() : before.held(holding.name());
        boolean allStayed = all.containsAll(stayed);
        if (holding.single()) {
            if (holding.greedy()) {
                Set<Long> best = ids(matching.stream().limit(1).toList());
                return held.equals(best) ? null : "the best of " + Served.names(matching);
            }
            if (!stayed.isEmpty() && allStayed) {
                return held.equals(stayed) ? null : "what it held before, which is still there";
            }
            boolean contentWithNone = !holding.dynamic() && !holding.mandatory() && !always(holding, stayed);
            return all.containsAll(held) && (contentWithNone || held.isEmpty() == all.isEmpty())
                    ? null
                    : "one of " + Served.names(matching);
        }
        if (holding.dynamic() || holding.greedy()) {
            return held.equals(all) ? null : Served.names(matching).toString();
        }
        if (before != null && before.activations(holding.component()) == holding.activations() && allStayed) {
            return held.equals(stayed) ? null : "what it held before, which is still there";
        }
        return all.containsAll(held) ? null : "some of " + Served.names(matching);
    }

    /** Checks that a component is activated again only if one of its references requires it. */
    private List<String> lives(Holding holding) {
        if (before == null || before.activations(holding.component()) == holding.activations()) {
            return List.of();
        }
        Set<Long> stayed = before.held(holding.name());
        boolean wasThere = before.active(holding.component());
        boolean reason = holding.dynamic()
                ? !wasThere || (holding.mandatory() && !Served.always(holding.target(), before.served(), served))
                : !wasThere || holding.greedy() || !ids(matching(holding)).containsAll(stayed);
        return reason ? List.of() : List.of(holding.component() + " was activated again without a reason");
    }

    private boolean always(Holding holding, Set<Long> stayed) {
        return before != null && !stayed.isEmpty() && Served.always(holding.target(), before.served(), served);
    }

    private List<Served> matching(Holding holding) {
        return Served.matching(holding.target(), served);
    }

    private Set<Long> ids(List<Served> some) {
        return some.stream()
                .map(each -> registered.id(registered.object(each.key().toString())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Groups references by component, in a stable order. */
    static Map<String, List<Holding>> components(List<Holding> holdings) {
        return holdings.stream().collect(Collectors.groupingBy(Holding::component, TreeMap::new, Collectors.toList()));
    }
}
