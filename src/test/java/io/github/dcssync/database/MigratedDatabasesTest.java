package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.MigratedDatabases;
import java.sql.Connection;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigratedDatabasesTest {

    static Stream<DatabaseTarget> copies() {
        return Stream.of(MigratedDatabases.h2(), MigratedDatabases.postgres(), MigratedDatabases.mariaDb());
    }

    @ParameterizedTest
    @MethodSource("copies")
    void areWhatTheMigrationsMake(DatabaseTarget copy) throws Exception {
        try (Database database = Database.open(copy, 2);
                Connection connection = database.dataSource().getConnection()) {
            assertThat(Columns.of(connection)).containsExactlyElementsOf(Columns.expected());
            assertThat(SchemaHistory.read(connection).hasRun(SchemaFiles.of(copy.dialect(), connection).checksums()))
                    .isTrue();
        }
    }
}
