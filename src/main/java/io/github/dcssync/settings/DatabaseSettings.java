package io.github.dcssync.settings;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reporting database. Printing it shows no password.
 *
 * @param url JDBC URL; a relative H2 file path has been made absolute
 * @param user database user
 * @param password its password, empty for none
 * @param reread the same with the password as its file has it now; null when none stands in a file
 */
public record DatabaseSettings(String url, String user, String password,
        @Nullable Supplier<DatabaseSettings> reread) {

    /** With a password that stays as it is. */
    public DatabaseSettings(String url, String user, String password) {
        this(url, user, password, null);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + (url == null ? "-" : new DatabaseAddress(url).shown()) + ", user=" + user
                + "]";
    }
}
