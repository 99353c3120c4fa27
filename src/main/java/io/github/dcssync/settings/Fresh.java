package io.github.dcssync.settings;

import io.github.dcssync.secret.Secrets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The value of a setting whose files are read again each time it is asked for. While one cannot be read, or has what would
 * be refused at the start, the value from before stays in use, and that is told once. Thread-safe.
 *
 * @param <T> what the setting's text is read into
 */
final class Fresh<T> implements Supplier<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Fresh.class);

    private final RawValue given;
    private final Supplier<T> rereading;
    private final String name;
    private T value;
    private @Nullable String told;

    /** @param rereading reads it once more, or throws {@link SettingType.RefusedValue} when it cannot be had now */
    private Fresh(String key, RawValue given, T value, Supplier<T> rereading) {
        this.name = key + " (" + given.origin() + ")";
        this.given = given;
        this.value = value;
        this.rereading = rereading;
    }

    /**
     * @param value   what was read at the start
     * @param secrets learn what comes out of the files
     */
    static <T> Fresh<T> of(Setting<T> setting, RawValue given, T value, Placeholders placeholders, Secrets secrets) {
        return new Fresh<>(setting.key(), given, value, () -> {
            Placeholders.Text filled = placeholders.fill(given.written());
            filled.fromFiles().values().forEach(secrets::add);
            String text = String.valueOf(filled.value());
            return setting.type().read(setting.secret() ? text : text.trim());
        });
    }

    /** @return the value as its files have it now */
    @Override
    public synchronized T get() {
        if (isFixed()) {
            return value;
        }
        try {
            value = rereading.get();
            if (told != null) {
                LOG.info("{} can be read again", name);
            }
            told = null;
        } catch (SettingType.RefusedValue refusal) {
            tell(String.valueOf(refusal.getMessage()));
        }
        return value;
    }

    /** Whether no file has anything of it. */
    boolean isFixed() {
        return given.fromFiles().isEmpty();
    }

    private void tell(String reason) {
        if (!reason.equals(told)) {
            LOG.warn("{} cannot be read again, and what it was stays in use: {}", name, reason);
        }
        told = reason;
    }
}
