package io.github.dcssync.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts are reached straight. A name is compared by its spelling, never by its address: nobody is asked for one.
 *
 * @param entries one of which must cover a host
 */
record NoProxy(List<LeftOut> entries) {

    static final NoProxy NONE = new NoProxy(List.of());
    static final SettingType<NoProxy> TYPE = new SettingType<>(
            "hosts, .suffixes, addresses, networks such as 10.0.0.0/8, or *, separated by commas", NoProxy::read);

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern ENTRY = Pattern.compile("(?:\\[(?<v6>[0-9a-f:.]+)]|(?<host>\\*?[a-z0-9._-]+|\\*))"
            + "(?::(?<port>[0-9]{1,5}))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NETWORK = Pattern.compile("(?<address>[0-9a-f:.]+)/(?<bits>[0-9]{1,3})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*",
            Pattern.CASE_INSENSITIVE);

    /** What covers some hosts at some ports. */
    interface LeftOut {
        boolean covers(String host, int port);
    }

    private record Everything() implements LeftOut {
        @Override
        public boolean covers(String host, int port) {
            return true;
        }
    }

    /**
     * A name and those below it.
     *
     * @param name   in lower case
     * @param itself whether the name itself is covered
     * @param port   or -1 for any
     */
    private record Domain(String name, boolean itself, int port) implements LeftOut {
        @Override
        public boolean covers(String host, int otherPort) {
            return (port < 0 || port == otherPort)
                    && (host.endsWith("." + name) || itself && host.equals(name));
        }
    }

    /**
     * Addresses that begin with the same bits.
     *
     * @param bytes of one of them
     * @param bits  how many of them count
     * @param port  or -1 for any
     */
    private record AddressRange(List<Byte> bytes, int bits, int port) implements LeftOut {
        @Override
        public boolean covers(String host, int otherPort) {
            List<Byte> other = addressOf(host);
            return other != null && other.size() == bytes.size() && (port < 0 || port == otherPort)
                    && prefix(other).equals(prefix(bytes));
        }

        private List<Integer> prefix(List<Byte> address) {
            List<Integer> prefix = new ArrayList<>();
            for (int at = 0; at * 8 < bits; at++) {
                prefix.add((address.get(at) & 0xff) >> Math.max(0, 8 - (bits - at * 8)));
            }
            return prefix;
        }
    }

    /** @throws SettingType.RefusedValue which names the first entry that cannot be read */
    static NoProxy read(String text) {
        return read(text, entry -> {
            throw new SettingType.RefusedValue("give hosts, .suffixes, addresses, networks such as 10.0.0.0/8, or *,"
                    + " separated by commas; this is none: " + entry);
        });
    }

    /** The same of what other programs read, too: what cannot be read is said, and passed over. */
    static NoProxy read(String text, Consumer<String> unreadable) {
        List<LeftOut> entries = new ArrayList<>();
        Arrays.stream(SEPARATOR.split(text)).filter(word -> !word.isEmpty()).forEach(word -> {
            LeftOut entry = entry(word.toLowerCase(Locale.ROOT));
            if (entry == null) {
                unreadable.accept(word);
            } else {
                entries.add(entry);
            }
        });
        return new NoProxy(List.copyOf(entries));
    }

    private static @Nullable LeftOut entry(String word) {
        Matcher network = NETWORK.matcher(word);
        if (network.matches()) {
            return network(network.group("address"), Integer.parseInt(network.group("bits")));
        }
        List<Byte> bare = addressOf(word);
        if (bare != null) {
            return new AddressRange(bare, bare.size() * 8, -1);
        }
        Matcher parts = ENTRY.matcher(word);
        if (!parts.matches()) {
            return null;
        }
        int port = parts.group("port") == null ? -1 : Integer.parseInt(parts.group("port"));
        String host = parts.group("v6") == null ? parts.group("host") : parts.group("v6");
        List<Byte> address = addressOf(host);
        if (address != null) {
            return new AddressRange(address, address.size() * 8, port);
        }
        return host.equals("*") ? new Everything() : domain(host, port);
    }

    private static @Nullable LeftOut network(String text, int bits) {
        List<Byte> address = addressOf(text);
        return address == null || bits > address.size() * 8 ? null : new AddressRange(address, bits, -1);
    }

    private static @Nullable LeftOut domain(String host, int port) {
        boolean below = host.startsWith(".") || host.startsWith("*.");
        String name = host.replaceFirst("^\\*?\\.", "").replaceFirst("\\.$", "");
        // Digits and dots alone are an address that is none.
        return name.isEmpty() || name.contains("*") || name.matches("[0-9.]+") ? null
                : new Domain(name, !below, port);
    }

    /** @return the bytes of what is spelled as an address, null for anything else */
    private static @Nullable List<Byte> addressOf(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return null;
        }
        try {
            List<Byte> bytes = new ArrayList<>();
            for (byte one : InetAddress.getByName(text).getAddress()) {
                bytes.add(one);
            }
            return bytes;
        } catch (UnknownHostException malformed) {
            return null;
        }
    }

    /** @param host a name or an address, without brackets */
    boolean covers(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return entries.stream().anyMatch(entry -> entry.covers(name, port));
    }
}
