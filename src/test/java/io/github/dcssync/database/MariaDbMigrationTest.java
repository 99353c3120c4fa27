package io.github.dcssync.database;

class MariaDbMigrationTest extends MigrationTest {

    @Override
    DatabaseTarget freshDatabase() {
        return TestMariaDb.freshDatabase();
    }
}
