package io.github.dcssync.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Hears of everything that was thrown and is worth a line to whoever caught it, logged or not. */
final class ThrowableWatch extends TurboFilter {

    private final Consumer<Throwable> hearing;

    ThrowableWatch(Consumer<Throwable> hearing) {
        this.hearing = hearing;
    }

    @Override
    public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
            Object @Nullable [] arguments, @Nullable Throwable thrown) {
        if (thrown != null) {
            hearing.accept(thrown);
        } else if (arguments != null && arguments.length > 0
                && arguments[arguments.length - 1] instanceof Throwable last) {
            hearing.accept(last);
        }
        return FilterReply.NEUTRAL;
    }
}
