package io.github.dcssync.settings;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the program find its H2 file from whatever directory it is started in. */
final class H2Path {

    /** Memory, servers, the user's home (~) and absolute paths stay as they are. */
    private static final Pattern RELATIVE = Pattern.compile(
            "(jdbc:h2:)(?:(file:)(?![/\\\\~]|[A-Za-z]:)|(?=\\.{1,2}[/\\\\]))([^;]+)(.*)");

    private H2Path() {
    }

    /** The URL with a relative path ({@code file:./data/dcs}, {@code ./data/dcs}) below the checkout. */
    static String resolve(String url, Path home) {
        Matcher relative = RELATIVE.matcher(url);
        if (!relative.matches()) {
            return url;
        }
        Path path = home.toAbsolutePath().resolve(relative.group(3)).normalize();
        return relative.group(1) + "file:" + path + relative.group(4);
    }
}
