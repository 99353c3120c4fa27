package io.github.dcssync.web;

import io.github.dcssync.http.Content;
import io.github.dcssync.http.RefusedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.commons.codec.digest.DigestUtils;

/** The page and the files it needs, out of the program's own jars. */
final class PageFiles {

    private static final String CHARTS = "META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js";
    private static final String CHARTS_VERSION = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    private final Map<String, Content> files = Map.of(
            "/", file(Content.HTML, page()),
            "/assets/page.css", file("text/css; charset=utf-8", style()),
            "/assets/page.js", file("text/javascript; charset=utf-8", script()),
            "/assets/chart.js", file("text/javascript; charset=utf-8", charts()));

    /** @throws RefusedRequest when there is no such file */
    Content find(String path) {
        Content found = files.get(path);
        if (found == null) {
            throw new RefusedRequest(RefusedRequest.NOT_FOUND, "There is nothing at " + path + "; the page is at /");
        }
        return found;
    }

    static String page() {
        return read("web/index.html");
    }

    static String style() {
        return read("web/page.css");
    }

    static String script() {
        return read("web/page.js");
    }

    /** @return the chart library, without the line that makes browsers look for its sources */
    static String charts() {
        Properties version = new Properties();
        try (InputStream file = open(CHARTS_VERSION)) {
            version.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(CHARTS.formatted(version.getProperty("version"))).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }

    private static Content file(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Content(type, null, null, '"' + DigestUtils.sha256Hex(bytes) + '"', out -> out.write(bytes));
    }

    private static String read(String name) {
        try (InputStream file = open(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(PageFiles.class.getClassLoader().getResourceAsStream(name), name);
    }
}
