package io.github.dcssync.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.jspecify.annotations.Nullable;

/** Camel's consoles, of which its status file is made, without secrets. */
public final class MaskedConsoles implements DevConsoleRegistry {

    private final DevConsoleRegistry consoles;
    private final MaskedValue mask;

    /**
     * @param consoles Camel's own
     * @param mask     takes secrets out of a text
     */
    public MaskedConsoles(DevConsoleRegistry consoles, UnaryOperator<String> mask) {
        this.consoles = consoles;
        this.mask = new MaskedValue(mask);
    }

    @Override
    public @Nullable DevConsole resolveById(String id) {
        DevConsole console = consoles.resolveById(id);
        return console == null ? null : new MaskedConsole(console, mask);
    }

    @Override
    public Stream<DevConsole> stream() {
        return consoles.stream().map(console -> new MaskedConsole(console, mask));
    }

    @Override
    public boolean register(DevConsole console) {
        return consoles.register(console);
    }

    @Override
    public boolean unregister(DevConsole console) {
        return consoles.unregister(console);
    }

    @Override
    public void loadDevConsoles() {
        consoles.loadDevConsoles();
    }

    @Override
    public void loadDevConsoles(boolean force) {
        consoles.loadDevConsoles(force);
    }

    @Override
    public boolean isEnabled() {
        return consoles.isEnabled();
    }

    @Override
    public void setEnabled(boolean enabled) {
        consoles.setEnabled(enabled);
    }

    @Override
    public String getId() {
        return consoles.getId();
    }

    @Override
    public void setId(String id) {
        consoles.setId(id);
    }

    @Override
    public CamelContext getCamelContext() {
        return consoles.getCamelContext();
    }

    @Override
    public void setCamelContext(CamelContext context) {
        consoles.setCamelContext(context);
    }

    @Override
    public void start() {
        consoles.start();
    }

    @Override
    public void stop() {
        consoles.stop();
    }

    /** One of them. */
    private record MaskedConsole(DevConsole console, MaskedValue mask) implements DevConsole {

        @Override
        public String getGroup() {
            return console.getGroup();
        }

        @Override
        public String getId() {
            return console.getId();
        }

        @Override
        public String getDisplayName() {
            return console.getDisplayName();
        }

        @Override
        public String getDescription() {
            return console.getDescription();
        }

        @Override
        public boolean supportMediaType(MediaType type) {
            return console.supportMediaType(type);
        }

        @Override
        public @Nullable Object call(MediaType type, Map<String, Object> options) {
            return masked(console.call(type, options));
        }

        /** Objects and arrays in their place: whoever asks takes them for JSON of types of Camel's. */
        @SuppressWarnings("unchecked")
        private @Nullable Object masked(@Nullable Object said) {
            if (said instanceof HashMap<?, ?> object) {
                mask((HashMap<@Nullable Object, @Nullable Object>) object);
                return object;
            } else if (said instanceof ArrayList<?> array) {
                ((ArrayList<@Nullable Object>) array).replaceAll(this::masked);
                return array;
            }
            return mask.of(said);
        }

        private void mask(HashMap<@Nullable Object, @Nullable Object> object) {
            for (Object key : new ArrayList<>(object.keySet())) {
                Object value = object.remove(key);
                object.put(mask.of(key), masked(value));
            }
        }
    }
}
