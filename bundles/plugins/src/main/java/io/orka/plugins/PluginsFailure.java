package io.orka.plugins;

import io.orka.registry.OrkaFailure;

/** A command that makes no sense: a plugin that is not there, a version that is registered already. */
public final class PluginsFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    PluginsFailure(String code, String message, String remedy) {
        super(code, message, remedy, null);
    }
}
