package io.github.dcssync.settings;

/**
 * The reporting database. Printing it shows no password.
 *
 * @param url JDBC URL; a relative H2 file path has been made absolute
 * @param user database user
 * @param password its password, empty for none
 */
public record DatabaseSettings(String url, String user, String password) {
    @Override
    public String toString() {
        return "DatabaseSettings[url=" + (url == null ? "-" : new DatabaseAddress(url).shown()) + ", user=" + user
                + "]";
    }
}
