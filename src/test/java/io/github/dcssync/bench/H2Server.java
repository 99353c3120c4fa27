package io.github.dcssync.bench;

import io.github.dcssync.bench.contender.ColumnType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.engine.Constants;

/** H2 in the client's own process, each database a file. What is committed is on the disk, as with dcs-sync. */
final class H2Server implements Server {

    private final Path folder;

    H2Server(Path folder) {
        this.folder = folder;
    }

    @Override
    public String title() {
        return "H2 " + Constants.VERSION;
    }

    @Override
    public String create(String name) {
        return "jdbc:h2:file:" + folder.resolve(name) + ";USER=sa;PASSWORD=;WRITE_DELAY=0";
    }

    @Override
    public String type(ColumnType type) {
        return type.h2();
    }

    @Override
    public void drop(String name) throws Exception {
        Files.delete(folder.resolve(name + ".mv.db"));
    }

    @Override
    public void tidy(String name) {
        // There is nothing that it would do later.
    }

    @Override
    public void settle() {
        // It has ended with its last client.
    }

    @Override
    public void forget(String name) {
        // It has ended with its last client.
    }

    @Override
    public double processorSeconds() {
        return 0;
    }

    @Override
    public double logMebibytes() {
        return 0;
    }

    @Override
    public void close() {
        // It has ended with its last client.
    }
}
