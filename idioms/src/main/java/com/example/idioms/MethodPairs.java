package com.example.idioms;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Pairs of bind and unbind methods. An unbind method clears its field only if the field holds the unbound service. */
@Component(
        service = {},
        immediate = true)
public final class MethodPairs extends Holder {

    private volatile @Nullable OrkaCall greedy;
    private volatile @Nullable OrkaCall reluctant;
    private volatile @Nullable OrkaCall unversioned;
    private volatile @Nullable OrkaCall branch;
    private volatile @Nullable ServiceReference<OrkaCall> reference;
    private volatile @Nullable OrkaCall referred;

    @Reference(name = "greedy", target = Targets.NAME, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindGreedy(OrkaCall call) {
        greedy = call;
    }

    void updatedGreedy(OrkaCall call) {
        Journal.count("updated");
    }

    void unbindGreedy(OrkaCall call) {
        if (greedy == call) {
            greedy = null;
        }
    }

    @Reference(name = "reluctant", target = Targets.NAME, cardinality = OPTIONAL, policy = DYNAMIC)
    void bindReluctant(OrkaCall call) {
        reluctant = call;
    }

    void updatedReluctant(OrkaCall call, Map<String, Object> properties) {
        Journal.count("updated");
    }

    void unbindReluctant(OrkaCall call) {
        if (reluctant == call) {
            reluctant = null;
        }
        Journal.lastCall("unbind reluctant", call);
    }

    @Reference(name = "unversioned", target = Targets.UNVERSIONED, cardinality = OPTIONAL, policy = DYNAMIC)
    void setUnversioned(OrkaCall call) {
        unversioned = call;
    }

    void unsetUnversioned(OrkaCall call) {
        if (unversioned == call) {
            unversioned = null;
        }
    }

    @Reference(
            name = "branch",
            target = Targets.BRANCH,
            cardinality = OPTIONAL,
            policy = DYNAMIC,
            policyOption = GREEDY)
    void addBranch(OrkaCall call, Map<String, Object> properties) {
        branch = call;
    }

    void removeBranch(OrkaCall call) {
        if (branch == call) {
            branch = null;
        }
        Journal.lastCall("unbind branch", call);
    }

    @Reference(
            name = "referred",
            target = Targets.RELEASED,
            cardinality = OPTIONAL,
            policy = DYNAMIC,
            policyOption = GREEDY)
    void bindReferred(ServiceReference<OrkaCall> service, OrkaCall call) {
        referred = call;
        reference = service;
    }

    void unbindReferred(ServiceReference<OrkaCall> service) {
        if (service.equals(reference)) {
            reference = null;
            referred = null;
        }
    }

    @Override
    Map<String, List<OrkaCall>> held() {
        return Map.of(
                "greedy", one(greedy),
                "reluctant", one(reluctant),
                "unversioned", one(unversioned),
                "branch", one(branch),
                "referred", one(referred));
    }
}
