package io.github.dcssync.settings;

import io.github.dcssync.record.PathSegment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of sources, policies, sinks and instances, alone or in comma-separated lists. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    /** Names of sources, policies or sinks. */
    static final SettingType<List<String>> LIST = new SettingType<>(
            "names of letters, digits and hyphens, separated by commas", Names::readNames);

    /** Instance ids; empty for all instances. */
    static final SettingType<List<String>> INSTANCES = new SettingType<>(
            "* for all instances, or instance ids separated by commas, each " + PathSegment.WANTED,
            Names::readInstances);

    /** A region's name, as the cloud has it. */
    static final SettingType<String> REGION = new SettingType<>("a region such as eu-de or ap-southeast-3", text -> {
        SettingType.require(text.matches("[A-Za-z0-9]+(-[A-Za-z0-9]+)*"));
        return text.toLowerCase(Locale.ROOT);
    });

    static final SettingType<NamePattern> PATTERN = new SettingType<>(
            "one name pattern such as prod-*, with * for any characters and ? for one", Names::readPattern);

    static final SettingType<List<NamePattern>> PATTERNS = new SettingType<>(
            "name patterns such as prod-*,*-cache, separated by commas",
            text -> elements(text).stream().map(Names::readPattern).toList());

    /** Owners of error codes, who have names of several words; in lower case. */
    static final SettingType<List<String>> OWNERS = new SettingType<>(
            "owners from config/error-codes.yaml such as vendor support, separated by commas",
            text -> elements(text).stream().map(owner -> owner.toLowerCase(Locale.ROOT)).distinct().toList());

    private Names() {
    }

    /** The one spelling of a name: environment variables know neither lower case nor hyphens. */
    static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isName(String name) {
        return NAME.matcher(normal(name)).matches();
    }

    private static List<String> readNames(String text) {
        List<String> names = elements(text).stream().map(Names::normal).distinct().toList();
        SettingType.require(names.stream().allMatch(Names::isName));
        return names;
    }

    private static List<String> readInstances(String text) {
        if (text.equals("*")) {
            return List.of();
        }
        List<String> ids = elements(text).stream().distinct().toList();
        SettingType.require(ids.stream().allMatch(PathSegment::isPlain));
        return ids;
    }

    private static NamePattern readPattern(String text) {
        SettingType.require(text.length() <= 255 && text.chars().noneMatch(c -> c == ',' || Character.isISOControl(c)));
        return new NamePattern(text);
    }

    /** The list's elements; an empty one (a comma too many) is refused rather than overlooked. */
    static List<String> elements(String text) {
        List<String> elements = Arrays.stream(text.split(",", -1)).map(String::trim).toList();
        SettingType.require(elements.stream().noneMatch(String::isEmpty));
        return elements;
    }
}
