package io.github.dcssync.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class SecretsPropertyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(seed = "1")
    void noSecretSurvivesInAnyText(@ForAll @Size(min = 1, max = 4) List<@From("secrets") String> secrets,
            @ForAll("surroundings") String before, @ForAll("surroundings") String between,
            @ForAll("surroundings") String after) throws JsonProcessingException {
        Secrets unit = new Secrets();
        secrets.forEach(unit::add);

        for (String secret : secrets) {
            String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
            String quoted = JSON.writeValueAsString(secret);
            String json = quoted.substring(1, quoted.length() - 1);
            String text = before + secret + between + url + between + json + after + String.join("", secrets);
            assertThat(unit.mask(text)).doesNotContain(secret, url, json);
        }
    }

    @Property(seed = "1")
    void textWithoutSecretsStaysAsItIs(@ForAll("surroundings") String text) {
        Secrets unit = new Secrets();
        unit.add("never-in-there");

        assertThat(unit.mask(text)).isEqualTo(text);
    }

    /** Few letters, so that secrets overlap, repeat and hold the mask's own letter; and any letters at all. */
    @Provide
    Arbitrary<String> secrets() {
        Arbitrary<String> few = Arbitraries.strings().withChars("abx/\" ").ofMinLength(4).ofMaxLength(8);
        Arbitrary<String> any = Arbitraries.strings().ofMinLength(4).ofMaxLength(40)
                .filter(text -> !text.isBlank() && isUnicode(text));
        return Arbitraries.oneOf(few, any).filter(text -> text.chars().anyMatch(c -> c != 'x'));
    }

    @Provide
    Arbitrary<String> surroundings() {
        return Arbitraries.strings().withChars("abx \"\n\\.,[]{}").ofMaxLength(20);
    }

    /** Half a surrogate pair has no URL-encoded form. */
    private static boolean isUnicode(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }
}
