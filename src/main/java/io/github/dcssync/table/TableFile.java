package io.github.dcssync.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A table of the operator's: a YAML file that is one list of entries. Collects what is wrong with it. */
public final class TableFile {

    private static final YAMLMapper YAML =
            new YAMLMapper(YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

    private final Path file;
    private final String key;
    private final List<String> faults = new ArrayList<>();

    /** @param key the key whose value names an entry */
    public TableFile(Path file, String key) {
        this.file = file;
        this.key = key;
    }

    /**
     * @return the entries in their order
     * @throws TableException when the file is missing or no such list
     */
    public List<TableEntry> entries() {
        try (JsonParser yaml = YAML.createParser(Files.readString(file))) {
            return entries(yaml);
        } catch (NoSuchFileException e) {
            throw fatal(file + ": there is no such file; take it from the distribution");
        } catch (JsonProcessingException e) {
            throw fatal(at(lineOf(e)) + ": this is no YAML: " + oneLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw fatal(file + ": cannot be read as UTF-8 text: " + e);
        }
    }

    /** Adds something that is wrong with the file as a whole. */
    public void refuse(String text) {
        faults.add(file + ": " + text);
    }

    /** @throws TableException when anything was refused so far */
    public void throwFaults() {
        if (!faults.isEmpty()) {
            throw new TableException(faults);
        }
    }

    private List<TableEntry> entries(JsonParser yaml) throws IOException {
        List<TableEntry> entries = new ArrayList<>();
        if (yaml.nextToken() != JsonToken.START_ARRAY) {
            throw fatal(file + ": this is no list; each entry begins with '- " + key + ": '");
        }
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            int line = yaml.currentTokenLocation().getLineNr();
            if (yaml.currentToken() != JsonToken.START_OBJECT) {
                throw fatal(at(line) + ": this is no entry; it begins with '- " + key + ": '");
            }
            ObjectNode fields = yaml.readValueAsTree();
            entries.add(new TableEntry(at(line), key, fields, faults));
        }
        if (yaml.nextToken() != null) {
            throw fatal(at(yaml.currentTokenLocation().getLineNr()) + ": the list has ended before; make it one list");
        }
        return entries;
    }

    private String at(int line) {
        return file + " line " + line;
    }

    /** Where the parser stumbled, rather than where the thing begins in which it did. */
    private static int lineOf(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return marked.getProblemMark().getLine() + 1;
        }
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    }

    /** Further lines repeat the place and show the text around it; they are indented. */
    private static String oneLine(String message) {
        return message.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining("; "));
    }

    private static TableException fatal(String fault) {
        return new TableException(List.of(fault));
    }
}
