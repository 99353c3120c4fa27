package io.github.dcssync.database;

import io.github.dcssync.testkit.Document;
import java.util.List;
import java.util.UUID;

/**
 * Statements that the documents have for a user of the database, for a user and a database of a test.
 *
 * @param heading  of the part of the page
 * @param user     as the page calls it
 * @param role     as this test does
 */
record DocumentedStatements(String heading, String user, String role) {

    static final String PASSWORD = "Reader-1";

    static DocumentedStatements of(String heading, String user) {
        return new DocumentedStatements(heading, user,
                "b" + UUID.randomUUID().toString().replace("-", "").substring(0, 20));
    }

    /** @param comment how the line above the statements begins, in the last block of SQL of that part */
    List<String> below(String comment, String database) {
        List<Document.Fence> blocks = Document.page("operations").section(heading).fences().stream()
                .filter(fence -> fence.language().equals("sql")).toList();
        String block = String.join("\n", blocks.get(blocks.size() - 1).lines()) + "\n";
        int begin = block.indexOf('\n', block.indexOf(comment));
        int end = block.indexOf("\n\n", begin);
        String statements = block.substring(begin, end < 0 ? block.length() : end);
        return List.of(statements.replaceAll("\\b" + user + "\\b", role).replace("'...'", "'" + PASSWORD + "'")
                .replace("dcs.*", database + ".*").strip().split(";\n(?=create|grant|do)|;$"));
    }
}
