package io.github.dcssync.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import org.jspecify.annotations.Nullable;

/** What tools are told, without secrets: a text by itself, or all texts in what is made of several. */
final class MaskedValue {

    /** What has no text in it that anybody could have chosen. */
    private static final List<String> PLAIN = List.of("java.lang.", "java.time.", "java.math.", "java.util.Date",
            "java.util.UUID", "javax.management.");

    private final UnaryOperator<String> mask;

    /** @param mask takes secrets out of a text */
    MaskedValue(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    String text(String text) {
        return mask.apply(text);
    }

    /** @return the same without secrets; of what cannot be looked into its text */
    @Nullable
    Object of(@Nullable Object value) {
        if (value == null) {
            return null;
        } else if (value instanceof CharSequence text) {
            return text(text.toString());
        } else if (value instanceof String[] texts) {
            return Arrays.stream(texts).map(this::of).toArray(String[]::new);
        } else if (value instanceof CompositeData composite) {
            return of(composite);
        } else if (value instanceof TabularData table) {
            return of(table);
        } else if (value instanceof Map<?, ?> map) {
            return of(map);
        } else if (value instanceof Collection<?> values) {
            return of(values);
        }
        return isPlain(value.getClass()) ? value : text(value.toString());
    }

    private static boolean isPlain(Class<?> type) {
        return type.isEnum() || type.isArray() && type.getComponentType().isPrimitive()
                || PLAIN.stream().anyMatch(type.getName()::startsWith);
    }

    private Map<Object, @Nullable Object> of(Map<?, ?> map) {
        Map<Object, @Nullable Object> masked = new LinkedHashMap<>();
        map.forEach((key, value) -> masked.put(String.valueOf(of(key)), of(value)));
        return masked;
    }

    private Collection<@Nullable Object> of(Collection<?> values) {
        Collection<@Nullable Object> masked = values instanceof Set ? new LinkedHashSet<>() : new ArrayList<>();
        values.forEach(value -> masked.add(of(value)));
        return masked;
    }

    private CompositeData of(CompositeData composite) {
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        composite.getCompositeType().keySet().forEach(item -> items.put(item, of(composite.get(item))));
        try {
            return new CompositeDataSupport(composite.getCompositeType(), items);
        } catch (OpenDataException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Rows that differ in secrets alone become one. */
    private TabularData of(TabularData table) {
        TabularDataSupport masked = new TabularDataSupport(table.getTabularType());
        for (Object row : table.values()) {
            CompositeData shown = of((CompositeData) row);
            if (!masked.containsKey(masked.calculateIndex(shown))) {
                masked.put(shown);
            }
        }
        return masked;
    }
}
