package io.github.dcssync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.settings.Source;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    private static List<Shard> shards(int count) {
        return Shard.of(new Source("eu-de", URI.create("https://dcs.example.com"), "p", null, List.of(), List.of(),
                List.of(), count));
    }

    /** Another answer would have two processes of different releases read one instance, or none. */
    @ParameterizedTest
    @CsvSource({"5560df16-cebf-4473-95c4-d1b573c16e79, 3", "6ca3e9b7-16b0-4d4d-9a6c-8ae3c3b1c6c5, 1", "a, 4"})
    void isTheSameForAnInstanceForever(String id, int number) {
        assertThat(shards(4).stream().filter(shard -> shard.has(id)).map(Shard::number)).containsExactly(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 256})
    void leavesNoInstanceOutAndNoneToTwo(int count) {
        for (int i = 0; i < 1_000; i++) {
            String id = new UUID(i, 31L * i).toString();
            assertThat(shards(count).stream().filter(shard -> shard.has(id))).as(id).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, eu-de", "2, eu-de.shard1"})
    void hasTheNameOfItsSourceWhereThereIsNoOther(int count, String name) {
        assertThat(shards(count).get(0).name()).isEqualTo(name);
    }
}
