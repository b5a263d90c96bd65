package io.orka.build.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One thing that host and worker say to each other. The host sends {@link Build}, the worker all others. */
public sealed interface Message {

    /**
     * Build one checkout.
     *
     * @param builder which builder to use
     * @param root the top of the work tree
     * @param directory the plugin's own directory, {@code root} or below it
     * @param output a directory for what the builder makes outside the checkout
     * @param tests whether the plugin's own tests run
     * @param network what the network is used for
     */
    record Build(Builder builder, String root, String directory, String output, boolean tests, Network network)
            implements Message {}

    /**
     * A piece of the build's output, in the order it was written.
     *
     * @param text any text, not only whole lines
     */
    record Output(String text) implements Message {}

    /**
     * A step began.
     *
     * @param phase in words
     */
    record Step(String phase) implements Message {}

    /**
     * The build has left in the worker what could disturb the next one; before the last message of a build.
     *
     * @param what each in words, such as {@code thread 'poller'}
     */
    record Left(List<String> what) implements Message {}

    /** The build succeeded; the last message of a build.
     *
     * @param builder the tool and its version
     * @param jar the plugin's jar
     * @param libraries the jars it needs, in class-path order
     */
    record Done(String builder, String jar, List<String> libraries) implements Message {}

    /** The build failed; the last message of a build.
     *
     * @param kind why
     * @param text the cause in one line
     */
    record Failed(FailureKind kind, String text) implements Message {}

    /** The tools a checkout can be built with. */
    enum Builder {
        /** Plain sources. */
        JAVAC,
        /** A pom. */
        MAVEN
    }

    /** What a build uses the network for. */
    enum Network {
        /** Nothing. */
        NONE,
        /** What is not in the local repository, and snapshots that are due by their update policy. */
        WHERE_NEEDED,
        /** All snapshots too. */
        UPDATES
    }

    /**
     * Writes this message.
     *
     * @param out where to
     * @throws IOException if that fails
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
     * @param in where from
     * @return the message
     * @throws IOException if there is none, or something else
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
            default -> throw new IOException("no message has the type " + type);
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
            throw new IOException("a text of " + length + " bytes does not fit its message");
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
