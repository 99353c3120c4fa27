package io.github.dcssync.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class KeySetTest {

    private static final String ZERO = new UUID(0, 0).toString();

    private final KeySet keys = new KeySet();

    @Property(seed = "1", tries = 500)
    void holdsWhatASetOfTextsHolds(@ForAll("texts") List<String> texts, @ForAll("texts") List<String> others) {
        KeySet set = new KeySet();
        Set<String> model = new HashSet<>();

        for (String text : texts) {
            assertThat(set.contains(text)).isEqualTo(model.contains(text));
            assertThat(set.add(text)).isEqualTo(model.add(text));
            assertThat(set.size()).isEqualTo(model.size());
        }
        for (String text : others) {
            assertThat(set.contains(text)).isEqualTo(model.contains(text));
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        // Few bits, so that keys repeat and neighbours meet in the table.
        Arbitrary<String> uuids = Arbitraries.longs().between(0, 300)
                .map(bits -> new UUID(bits % 3 << 61, bits / 3).toString());
        Arbitrary<String> upperCase = uuids.map(text -> text.toUpperCase(Locale.ROOT));
        Arbitrary<String> words = Arbitraries.strings().ofMaxLength(3);
        Arbitrary<String> anyUuids = Arbitraries.create(UUID::randomUUID).map(UUID::toString);
        return Arbitraries.frequencyOf(Tuple.of(4, uuids), Tuple.of(1, upperCase),
                Tuple.of(1, words), Tuple.of(1, anyUuids),
                Tuple.of(1, Arbitraries.of(ZERO, "", "00000000-0000-0000-0000-00000000000g")))
                .list().ofMaxSize(300);
    }

    @Test
    void holdsTheUuidOfZerosOnce() {
        assertThat(keys.contains(ZERO)).isFalse();
        assertThat(keys.add(ZERO)).isTrue();
        assertThat(keys.add(ZERO)).isFalse();
        assertThat(keys.contains(ZERO)).isTrue();
        assertThat(keys.size()).isEqualTo(1);
    }

    @Test
    void tellsAUuidInUpperCaseFromOneInLowerCase() {
        keys.add("5e8b0c1d-0000-4000-8000-00000000000a");

        assertThat(keys.add("5E8B0C1D-0000-4000-8000-00000000000A")).isTrue();
        assertThat(keys.add("5e8b0c1d-0000-4000-8000-00000000000A")).isTrue();
        assertThat(keys.size()).isEqualTo(3);
    }

    @Test
    void tellsTextsFromUuidsOfTheSameDigits() {
        keys.add("5e8b0c1d-0000-4000-8000-00000000000a");

        assertThat(keys.contains("5e8b0c1d00004000800000000000000a")).isFalse();
        assertThat(keys.contains("5e8b0c1d-0000-4000-8000-00000000000")).isFalse();
        assertThat(keys.contains("5e8b0c1d-0000-4000-8000-00000000000a0")).isFalse();
        assertThat(keys.contains("5e8b0c1d-0000-4000-80000-0000000000a")).isFalse();
        assertThat(keys.contains("5e8b0c1d-0000-4000-8000_00000000000a")).isFalse();
    }

    @Test
    void holdsAMillionKeysInLessThan70MebibytesEvenWhileItGrows() {
        long before = used();
        for (int i = 0; i < 1_000_000; i++) {
            keys.add("5e8b0c1d-0000-4000-8000-" + (100_000_000_000L + i));
        }

        assertThat(keys.size()).isEqualTo(1_000_000);
        assertThat(keys.contains("5e8b0c1d-0000-4000-8000-100000999999")).isTrue();
        assertThat(keys.contains("5e8b0c1d-0000-4000-8000-100001000000")).isFalse();
        // The table doubles: while it grows, the one before it, half as large, is there, too.
        assertThat((used() - before) * 3 / 2).isLessThan(70L << 20);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
