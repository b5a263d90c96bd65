package io.orka.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Checks code blocks by their language. */
final class BlockRules {

    private final JsonBlocks json;
    private final JavaBlocks java;
    private final CommandBlocks commands;

    /**
     * Creates the checks.
     *
     * @param directory the directory for temporary files
     * @param table the existing commands
     */
    BlockRules(Path directory, CommandTable table) {
        json = new JsonBlocks(directory);
        java = new JavaBlocks(directory);
        commands = new CommandBlocks(table);
    }

    CommandBlocks commands() {
        return commands;
    }

    /** Returns the errors in a block, each with page and line. */
    List<String> complaints(Block block) throws Exception {
        UnaryOperator<String> placed = complaint -> block.place(0) + " (" + block.language() + "): " + complaint;
        return unplaced(block).stream().map(placed).toList();
    }

    private List<String> unplaced(Block block) throws Exception {
        if (block.language().isEmpty()) {
            return List.of("it has no language");
        }
        if (block.isIllustration() || block.isFromSource()) {
            return List.of(); // SnippetsTest checks blocks from sources
        }
        return byLanguage(block);
    }

    private List<String> byLanguage(Block block) throws Exception {
        try {
            return switch (block.language()) {
                case "json" -> json.complaints(block);
                case "java" -> java.complaints(block);
                case "bash" -> commands.complaintsOfScript(block);
                case "text" -> commands.complaintsOfSession(block);
                case "xml" -> FormBlocks.xml(block);
                case "ini" -> FormBlocks.ini(block);
                case "properties" -> FormBlocks.properties(block);
                case "go" -> FormBlocks.go(block);
                default -> List.of("nothing checks this language");
            };
        } catch (IOException e) {
            throw new IOException(block.place(0), e);
        }
    }
}
