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

    private final String name;
    private final boolean fixed;
    private final Supplier<T> rereading;
    private T value;
    private @Nullable String told;

    private Fresh(String name, boolean fixed, T value, Supplier<T> rereading) {
        this.name = name;
        this.fixed = fixed;
        this.value = value;
        this.rereading = rereading;
    }

    /**
     * @param value   what was read at the start
     * @param secrets learn what comes out of the files
     */
    static <T> Fresh<T> of(Setting<T> setting, RawValue given, T value, Placeholders placeholders, Secrets secrets) {
        String name = setting.key() + " (" + given.origin() + ")";
        return new Fresh<>(name, given.fromFiles().isEmpty(), value, () -> {
            Placeholders.Text filled = placeholders.fill(given.written());
            filled.fromFiles().values().forEach(secrets::add);
            String text = String.valueOf(filled.value());
            secrets.addFrom(text);
            return setting.type().read(setting.secret() ? text : text.trim());
        });
    }

    /**
     * Something of which a part at least stands in files.
     *
     * @param name      what it is called when it is told of
     * @param value     what was read at the start
     * @param rereading reads it once more, or throws {@link SettingType.RefusedValue} when it cannot be had now
     */
    static <T> Fresh<T> of(String name, T value, Supplier<T> rereading) {
        return new Fresh<>(name, false, value, rereading);
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
        return fixed;
    }

    private void tell(String reason) {
        if (!reason.equals(told)) {
            LOG.warn("{} cannot be read again, and what it was stays in use: {}", name, reason);
        }
        told = reason;
    }
}
