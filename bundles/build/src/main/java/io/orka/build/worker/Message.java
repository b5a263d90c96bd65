package io.orka.build.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A message between host and worker. The host sends {@link Build}, and the worker sends the other messages. */
public sealed interface Message {

    /**
     * A request to build one checkout.
     *
     * @param builder the builder to use
     * @param root the root of the work tree
     * @param directory the plugin's directory, {@code root} or below it
     * @param output a directory for the builder's files outside the checkout
     * @param tests whether the plugin's tests run
     * @param network the allowed use of the network
     */
    record Build(Builder builder, String root, String directory, String output, boolean tests, Network network)
            implements Message {}

    /**
     * A part of the build's output. The parts are in order.
     *
     * @param text the output, which may contain incomplete lines
     */
    record Output(String text) implements Message {}

    /**
     * The start of a step.
     *
     * @param phase the name of the step
     */
    record Step(String phase) implements Message {}

    /**
     * Leftovers of the build in the worker that could disturb the next build. Sent before the last message of a build.
     *
     * @param what descriptions, such as {@code thread 'poller'}
     */
    record Left(List<String> what) implements Message {}

    /**
     * The successful end of a build. The last message of a build.
     *
     * @param builder the tool and its version
     * @param jar the plugin's jar
     * @param libraries its library jars, in class-path order
     */
    record Done(String builder, String jar, List<String> libraries) implements Message {}

    /**
     * The failure of a build. The last message of a build.
     *
     * @param kind the kind of failure
     * @param text the cause in one line
     */
    record Failed(FailureKind kind, String text) implements Message {}

    /** The builders. */
    enum Builder {
        /** The JDK's compiler, for sources without a build file. */
        JAVAC,
        /** Maven, for a directory with a pom. */
        MAVEN
    }

    /** The allowed use of the network. */
    enum Network {
        /** No use of the network. */
        NONE,
        /** Use for artifacts missing in the local repository, and for snapshots that are due by their update policy. */
        WHERE_NEEDED,
        /** Use for missing artifacts and for all snapshots. */
        UPDATES
    }

    /**
     * Writes this message.
     *
     * @param out the target
     * @throws IOException if the message cannot be written
     */
    default void write(DataOutputStream out) throws IOException {
        if (this instanceof Build build) {
            out.writeByte(0);
            writeText(out, build.builder.name());
            writeText(out, build.root);
            writeText(out, build.directory);
            writeText(out, build.output);
            out.writeBoolean(build.tests);
            writeText(out, build.network.name());
        } else if (this instanceof Output output) {
            out.writeByte(1);
            writeText(out, output.text);
        } else if (this instanceof Step step) {
            out.writeByte(2);
            writeText(out, step.phase);
        } else if (this instanceof Done done) {
            out.writeByte(3);
            writeText(out, done.builder);
            writeText(out, done.jar);
            writeTexts(out, done.libraries);
        } else if (this instanceof Failed failed) {
            out.writeByte(4);
            writeText(out, failed.kind.name());
            writeText(out, failed.text);
        } else if (this instanceof Left left) {
            out.writeByte(5);
            writeTexts(out, left.what);
        }
    }

    /**
     * Reads one message.
     *
     * @param in the source
     * @return the message
     * @throws IOException if the source contains no valid message
     */
    static Message read(DataInputStream in) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case 0 ->
                new Build(
                        Builder.valueOf(readText(in)),
                        readText(in),
                        readText(in),
                        readText(in),
                        in.readBoolean(),
                        Network.valueOf(readText(in)));
            case 1 -> new Output(readText(in));
            case 2 -> new Step(readText(in));
            case 3 -> new Done(readText(in), readText(in), readTexts(in));
            case 4 -> new Failed(FailureKind.valueOf(readText(in)), readText(in));
            case 5 -> new Left(readTexts(in));
            default -> throw new IOException("invalid message type " + type);
        };
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(out, text);
        }
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a string of " + length + " bytes exceeds its message");
        }
        return new String(in.readNBytes(length), UTF_8);
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(readText(in));
        }
        return List.copyOf(texts);
    }
}
