package io.orka.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orka.durable.AtomicFile;
import io.orka.durable.Written;
import io.orka.identity.OrkaFailure;
import io.orka.identity.PluginKey;
import io.orka.registry.PluginLock;
import io.orka.registry.RegistryEdit;
import io.orka.registry.RegistryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change of persistent files. A test starts the change in a home, interrupts it, and then reads the state of the
 * home.
 */
enum Change {
    LOCK {
        @Override
        void prepare(Path home) {
            lock(home).write(Map.of(ChangedHome.OLD, ChangedHome.locked()));
        }

        @Override
        void begin(Path home) {
            lock(home)
                    .write(new LinkedHashMap<>(
                            Map.of(ChangedHome.OLD, ChangedHome.locked(), ChangedHome.NEW, ChangedHome.locked())));
        }

        @Override
        String state(Path home) throws IOException {
            lock(home).cleanUp();
            Files.deleteIfExists(home.resolve("plugins.lock.json.copy"));
            ChangedHome.assertOnly(home, "plugins.lock.json");
            return ChangedHome.oldOrNew(lock(home).read().keySet());
        }

        private PluginLock lock(Path home) {
            return new PluginLock(home.resolve("plugins.lock.json"));
        }
    },

    REGISTRY {
        @Override
        void prepare(Path home) throws IOException {
            Files.writeString(
                    home.resolve("plugins.json"),
                    "[ { \"name\": \"old\", \"version\": \"v1\", \"repo\": \"r\", \"service\": \"S\" } ]");
        }

        @Override
        void begin(Path home) {
            if (state(home, false).equals("old")) {
                edit(home).add("new", "v1", "r", "S");
            }
        }

        @Override
        String state(Path home) throws IOException {
            String state = state(home, true);
            ChangedHome.assertOnly(home, "plugins.json");
            return state;
        }

        private String state(Path home, boolean sweep) {
            if (sweep) {
                edit(home).cleanUp();
            }
            Set<PluginKey> keys = new RegistryFile(home.resolve("plugins.json"))
                    .read().entries().stream().map(entry -> entry.key()).collect(Collectors.toSet());
            return ChangedHome.oldOrNew(keys);
        }

        private RegistryEdit edit(Path home) {
            return new RegistryEdit(new RegistryFile(home.resolve("plugins.json")));
        }
    },

    RUN_FILE {
        @Override
        void prepare(Path home) throws IOException {
            write(home, "old");
        }

        @Override
        void begin(Path home) throws IOException {
            write(home, "new");
        }

        @Override
        String state(Path home) throws IOException {
            AtomicFile.cleanUp(Written.RUN_FILE, home.resolve("host"));
            ChangedHome.assertOnly(home, "host");
            return Files.readString(home.resolve("host"));
        }

        private void write(Path home, String text) throws IOException {
            AtomicFile.replace(Written.RUN_FILE, home.resolve("host"), text.getBytes(UTF_8), () -> true);
        }
    },

    ADD {
        @Override
        void prepare(Path home) throws IOException {
            BundleStore store = ChangedHome.store(home);
            store.add(StagedBundle.in(store, "old"));
        }

        @Override
        void begin(Path home) throws IOException {
            BundleStore store = ChangedHome.store(home);
            store.add(StagedBundle.in(store, "new"));
            store.add(StagedBundle.in(store, "new"));
        }

        @Override
        String state(Path home) throws IOException {
            return switch (ChangedHome.bundles(home)) {
                case 1 -> "old";
                case 2 -> "new";
                default -> "neither";
            };
        }
    },

    REMOVE {
        @Override
        void prepare(Path home) throws IOException {
            ADD.prepare(home);
            ADD.begin(home);
        }

        @Override
        void begin(Path home) throws IOException {
            BundleStore store = ChangedHome.store(home);
            store.remove(StagedBundle.in(store, "old").digest());
        }

        @Override
        String state(Path home) throws IOException {
            return switch (ChangedHome.bundles(home)) {
                case 2 -> "old";
                case 1 -> "new";
                default -> "neither";
            };
        }
    },

    SET_ASIDE {
        @Override
        void prepare(Path home) throws IOException {
            BundleStore store = ChangedHome.store(home);
            Files.writeString(
                    store.add(StagedBundle.in(store, "old")).directory().resolve("more"), "smuggled in");
        }

        @Override
        void begin(Path home) throws IOException {
            BundleStore store = ChangedHome.store(home);
            if (store.find(StagedBundle.in(store, "old").digest()).isPresent()) {
                throw new IllegalStateException("a damaged bundle was found");
            }
        }

        @Override
        String state(Path home) throws IOException {
            return new BundleStore(home.resolve("store")).digests().isEmpty() ? "new" : "old";
        }
    },

    CLONE {
        @Override
        void prepare(Path home) throws IOException {
            ChangedClone.makeRepository(home);
        }

        @Override
        void begin(Path home) {
            ChangedClone.checkout(home, "first");
        }

        @Override
        String state(Path home) throws IOException {
            return switch (ChangedClone.withoutRepository(home)) {
                case "none" -> "old";
                case "first" -> "new";
                default -> "neither";
            };
        }
    },

    UPDATE {
        @Override
        void prepare(Path home) throws IOException {
            CLONE.prepare(home);
            CLONE.begin(home);
        }

        @Override
        void begin(Path home) {
            ChangedClone.checkout(home, "second");
            ChangedClone.cleanUp(home); // waits until the old clone is deleted, which is part of the change
        }

        @Override
        String state(Path home) throws IOException {
            return switch (ChangedClone.withoutRepository(home)) {
                case "first" -> "old";
                case "second" -> "new";
                default -> "neither";
            };
        }
    },

    WRAP {
        @Override
        void prepare(Path home) throws IOException {
            ADD.prepare(home);
            ChangedHome.makeJar(home);
        }

        @Override
        void begin(Path home) throws IOException {
            BundleStore store = ChangedHome.store(home);
            store.add(ChangedHome.wrap(home, store));
        }

        @Override
        String state(Path home) throws IOException {
            return ADD.state(home);
        }
    };

    /** Creates the old state. */
    abstract void prepare(Path home) throws IOException;

    /** Creates the new state from the old or from the new state. */
    abstract void begin(Path home) throws IOException;

    /** Opens the files as a starting host does. Returns "old", "new", or a description of an invalid state. */
    abstract String state(Path home) throws IOException;

    /** The exit code of the program if the change fails with a reason. */
    static final int FAILED = 3;

    /** Starts one change in a separate process. */
    public static void main(String[] args) {
        try {
            valueOf(args[0]).begin(Path.of(args[1]));
        } catch (OrkaFailure typed) {
            System.out.println(typed.line());
            System.exit(FAILED);
        } catch (IOException e) { // thrown by the test's own writes
            System.out.println(e);
            System.exit(FAILED);
        }
    }
}
