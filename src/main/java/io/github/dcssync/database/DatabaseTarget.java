package io.github.dcssync.database;

import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.DatabaseAddress;
import io.github.dcssync.settings.DatabaseSettings;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the reporting database is and who asks: {@code dcs.db.url}, {@code dcs.db.user}, {@code dcs.db.password}.
 *
 * @param url a JDBC URL of H2, PostgreSQL, MariaDB or MySQL; its own parameters win over those the program adds
 * @param user never null, may be empty
 * @param password never null, may be empty
 * @param reread the same with the password as it is now; null when it stays as it is
 */
public record DatabaseTarget(String url, String user, String password, @Nullable Supplier<DatabaseTarget> reread) {

    /** With a password that stays as it is. */
    public DatabaseTarget(String url, String user, String password) {
        this(url, user, password, null);
    }

    /** The database of the settings. */
    public static DatabaseTarget of(DatabaseSettings settings) {
        Supplier<DatabaseSettings> again = settings.reread();
        return new DatabaseTarget(settings.url(), settings.user(), settings.password(),
                again == null ? null : () -> of(again.get()));
    }

    /** The dialect the URL asks for. */
    public Dialect dialect() {
        return Dialect.of(url);
    }

    /** What of the URL may be shown, which its parameters may not: what messages call the database. */
    public String address() {
        return new DatabaseAddress(url).shown();
    }

    /** The user who asks: the one that the URL names, else {@code dcs.db.user}. */
    public String asker() {
        return new DatabaseAddress(url).user().orElse(user);
    }

    /** What a driver is given beside the URL: user and password, but for what the URL says itself. */
    Properties login() {
        DatabaseAddress address = new DatabaseAddress(url);
        Properties login = new Properties();
        if (address.user().isEmpty()) {
            login.setProperty("user", user);
        }
        if (!address.hasPassword()) {
            login.setProperty("password", password);
        }
        return login;
    }

    /** The same database and user by a URL with more parameters. */
    DatabaseTarget by(UnaryOperator<String> complete) {
        Supplier<DatabaseTarget> again = reread;
        return new DatabaseTarget(complete.apply(url), user, password,
                again == null ? null : () -> again.get().by(complete));
    }

    /** The same with the password as it is now; of a URL, too, that leads to another database, only that counts. */
    DatabaseTarget latest() {
        DatabaseTarget now = reread == null ? this : reread.get();
        return now.address().equals(address()) && now.asker().equals(asker()) ? now : this;
    }

    boolean hasSameLogin(DatabaseTarget other) {
        return url.equals(other.url) && password.equals(other.password);
    }

    /** The name of the database on its server, when the URL says it. */
    Optional<String> name() {
        return new DatabaseAddress(url).database();
    }

    /** A driver's text without the password and without what may not be shown of the URL: some drivers quote both. */
    String masked(String text) {
        if (!new DatabaseAddress(url).isUnderstood()) {
            return "the driver's reason may quote dcs.db.url, which is not understood, and is left out";
        }
        Secrets secrets = new Secrets();
        for (DatabaseTarget asked : List.of(this, latest())) {
            secrets.add(asked.password);
            new DatabaseAddress(asked.url).addTo(secrets);
        }
        return secrets.mask(text);
    }

    /** A text that shows neither the password nor the URL's parameters. */
    @Override
    public String toString() {
        return address() + " as '" + asker() + "'";
    }
}
