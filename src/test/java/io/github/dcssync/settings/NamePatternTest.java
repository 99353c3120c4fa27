package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NamePatternTest {

    @Property(seed = "1")
    void agreesWithTheSamePatternAsARegularExpression(
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 8) String glob,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 10) String name) {
        String regex = glob.chars().mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : String.valueOf((char) c))
                .collect(Collectors.joining());

        assertThat(new NamePattern(glob).matches(name)).isEqualTo(Pattern.matches(regex, name));
    }

    @Test
    void isAboutTheWholeNameAndItsCase() {
        assertThat(new NamePattern("prod").matches("prod-1")).isFalse();
        assertThat(new NamePattern("PROD").matches("prod")).isFalse();
        assertThat(new NamePattern("a.c").matches("abc")).isFalse();
    }

    @Test
    void onlyStarsCoverAMissingName() {
        assertThat(new NamePattern("*").matches(null)).isTrue();
        assertThat(new NamePattern("?*").matches(null)).isFalse();
    }
}
