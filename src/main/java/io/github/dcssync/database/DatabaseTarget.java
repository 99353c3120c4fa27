package io.github.dcssync.database;

/**
 * Where the reporting database is and who asks: {@code dcs.db.url}, {@code dcs.db.user}, {@code dcs.db.password}.
 *
 * @param url a JDBC URL of H2, PostgreSQL, MariaDB or MySQL; its own parameters win over those the program adds
 * @param user never null, may be empty
 * @param password never null, may be empty
 */
public record DatabaseTarget(String url, String user, String password) {

    /** The dialect the URL asks for. */
    public Dialect dialect() {
        return Dialect.of(url);
    }

    /** The URL without parameters, which may hold secrets: what messages call the database. */
    public String address() {
        return url.split("[?;]", 2)[0];
    }

    /** A text that shows neither the password nor the URL's parameters. */
    @Override
    public String toString() {
        return address() + " as '" + user + "'";
    }
}
