package io.github.dcssync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file of the project's documents.
 *
 * @param name below the checkout
 * @param text as it stands
 */
public record Document(String name, String text) {

    private static final Path CHECKOUT = Path.of(System.getProperty("user.dir"));
    private static final String PAGES = "src/site/markdown";
    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern SPAN = Pattern.compile("(?<!`)`([^`]+)`(?!`)");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");

    /** Lines between two lines of backquotes; {@code language} is empty where none is named. */
    public record Fence(String language, List<String> lines) {
    }

    /** All documents. */
    public static List<Document> all() {
        try (Stream<Path> pages = Files.walk(CHECKOUT.resolve(PAGES)); Stream<Path> top = Files.list(CHECKOUT)) {
            return Stream.concat(top, pages).filter(file -> file.toString().endsWith(".md")).sorted()
                    .map(file -> of(CHECKOUT.relativize(file).toString())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name of a page without its ending, such as {@code settings} */
    public static Document page(String name) {
        return of(PAGES + "/" + name + ".md");
    }

    /** @param name below the checkout */
    public static Document of(String name) {
        try {
            return new Document(name, Files.readString(CHECKOUT.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the file is. */
    public Path file() {
        return CHECKOUT.resolve(name);
    }

    /** The part below the first heading with this text, up to the next one that is as high. */
    public Document section(String heading) {
        List<String> found = new ArrayList<>();
        String above = null;
        boolean inside = false;
        for (String line : text.lines().toList()) {
            inside ^= line.startsWith(FENCE);
            if (above == null && !inside && line.matches("#+ " + Pattern.quote(heading))) {
                above = "#{1," + line.indexOf(' ') + "} .*";
            } else if (above != null && !inside && line.matches(above)) {
                break;
            } else if (above != null) {
                found.add(line);
            }
        }
        if (above == null) {
            throw new AssertionError(name + " has no heading '" + heading + "'");
        }
        return new Document(name + "#" + heading, String.join("\n", found) + "\n");
    }

    /** What stands between backquotes in running text. */
    public List<String> spans() {
        return SPAN.matcher(prose()).results().map(result -> result.group(1)).toList();
    }

    /** Targets of links and pictures. */
    public List<String> links() {
        return LINK.matcher(SPAN.matcher(prose()).replaceAll("")).results().map(result -> result.group(1)).toList();
    }

    /** What may follow {@code #} in a link to here. */
    public Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        prose().lines().filter(line -> line.matches("#+ .*")).map(Document::slug).forEach(slug -> {
            String unique = slug;
            for (int i = 1; !anchors.add(unique); i++) {
                unique = slug + "-" + i;
            }
        });
        ANCHOR.matcher(text).results().map(result -> result.group(1)).forEach(anchors::add);
        return anchors;
    }

    /** As GitHub makes it of a heading. */
    private static String slug(String heading) {
        return heading.replaceFirst("#+ ", "").strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    /** The fenced parts in their order. */
    public List<Fence> fences() {
        List<Fence> fences = new ArrayList<>();
        List<String> inside = null;
        String language = "";
        for (String line : text.lines().toList()) {
            boolean isFence = line.startsWith(FENCE);
            if (isFence && inside == null) {
                language = line.substring(3).strip();
                inside = new ArrayList<>();
            } else if (isFence) {
                fences.add(new Fence(language, inside));
                inside = null;
            } else if (inside != null) {
                inside.add(line);
            }
        }
        return fences;
    }

    /** Without the fenced parts. */
    private String prose() {
        StringBuilder prose = new StringBuilder();
        boolean inside = false;
        for (String line : text.lines().toList()) {
            boolean isFence = line.startsWith(FENCE);
            if (!inside && !isFence) {
                prose.append(line).append('\n');
            }
            inside ^= isFence;
        }
        return prose.toString();
    }

    /** All that a pattern finds in the text. */
    public List<String> find(Pattern pattern) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    /** The cells of each row below the heading of every table whose first heading is this. */
    public List<List<String>> rows(String firstHeading) {
        List<List<String>> rows = new ArrayList<>();
        Predicate<String> isRow = line -> line.startsWith("|");
        boolean inside = false;
        for (String line : prose().lines().toList()) {
            if (isRow.test(line) && !inside) {
                inside = cells(line).get(0).equals(firstHeading);
            } else if (isRow.test(line) && !line.startsWith("| ---")) {
                rows.add(cells(line));
            } else if (!isRow.test(line)) {
                inside = false;
            }
        }
        return rows;
    }

    /** Cells of a line {@code | a | b |}; a bar within a cell is written with a backslash. */
    public static List<String> cells(String line) {
        return Stream.of(line.strip().replaceAll("^\\||\\|$", "").split("(?<!\\\\)\\|", -1)).map(String::strip)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
