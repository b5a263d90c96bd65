package io.orka.deploy;

import io.orka.leaks.Leftovers;
import io.orka.process.CrashReport;
import io.orka.process.ProcessPlugin;
import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Optional;

/** A plugin that runs in a separate process. */
final class OwnProcessPlugin implements BoundPlugin {

    private final ProcessPlugin process;
    private final PluginEnd end;

    OwnProcessPlugin(ProcessPlugin process, PluginClassLoader loader, Leftovers leftovers) {
        this.process = process;
        this.end = new PluginEnd(loader, leftovers, process);
    }

    @Override
    public OrkaCall call() {
        return process;
    }

    @Override
    public Optional<OrkaCall> probe() {
        return process.hasProbe() ? Optional.of((context, request) -> process.probe(context)) : Optional.empty();
    }

    @Override
    public Optional<CrashReport> crashReport() {
        return process.crashReport();
    }

    @Override
    public List<String> remarks() {
        return process.remarks();
    }

    @Override
    public void close() {
        end.run();
    }
}
