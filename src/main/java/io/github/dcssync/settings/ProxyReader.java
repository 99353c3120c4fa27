package io.github.dcssync.settings;

import io.github.dcssync.secret.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which proxies there are: the settings beat the variables that other programs read, too. */
final class ProxyReader {

    private static final List<String> OF_JAVA = List.of("https.proxyHost", "http.proxyHost", "socksProxyHost");

    private final Values values;
    private final Violations faults;
    private final Variables variables;
    private final List<String> warnings;
    private final Secrets secrets;

    /**
     * @param warnings takes what is odd
     * @param secrets  learn the passwords, now and when a file has another
     */
    ProxyReader(Values values, Violations faults, Variables variables, List<String> warnings, Secrets secrets) {
        this.values = values;
        this.faults = faults;
        this.variables = variables;
        this.warnings = warnings;
        this.secrets = secrets;
    }

    Proxies read() {
        warnOfJavas();
        if (!values.isGiven(SettingTable.PROXY, null)) {
            return proxies(ofVariable("HTTPS_PROXY"), ofVariable("HTTP_PROXY"), noProxy(), null);
        }
        Fresh<ProxyAddress> given = values.fresh(SettingTable.PROXY, secrets);
        NoProxy noProxy = noProxy();
        return given(given, noProxy, given.isFixed() ? null : () -> given(given, noProxy, null));
    }

    private Proxies given(Fresh<ProxyAddress> given, NoProxy noProxy, @Nullable Supplier<Proxies> reread) {
        ProxyAddress proxy = given.get();
        return proxies(proxy, proxy, noProxy, reread);
    }

    private Proxies proxies(@Nullable ProxyAddress ofHttps, @Nullable ProxyAddress ofHttp, NoProxy noProxy,
            @Nullable Supplier<Proxies> reread) {
        Stream.of(ofHttps, ofHttp).filter(Objects::nonNull).distinct().forEach(proxy -> proxy.addTo(secrets));
        return new Proxies(ofHttps, ofHttp, noProxy, reread);
    }

    private NoProxy noProxy() {
        if (values.isGiven(SettingTable.NO_PROXY, null)) {
            return Objects.requireNonNullElse(values.read(SettingTable.NO_PROXY), NoProxy.NONE);
        }
        String name = nameOf("NO_PROXY");
        return name == null ? NoProxy.NONE
                : NoProxy.read(variables.get(name), entry -> warnings.add(name + " has what covers no host here: "
                        + Violations.show(false, entry)));
    }

    private @Nullable ProxyAddress ofVariable(String variable) {
        String name = nameOf(variable);
        if (name == null) {
            return null;
        }
        String text = variables.get(name).trim();
        try {
            return ProxyAddress.TYPE.read(text);
        } catch (SettingType.RefusedValue refusal) {
            faults.add(name + "=" + ProxyAddress.TYPE.shown().apply(text) + " (environment): " + refusal.getMessage()
                    + "; or set dcs.http.proxy, which stands before it");
            return null;
        }
    }

    /** @return the variable as it is set, in upper or else in lower case; null where it is not */
    private @Nullable String nameOf(String variable) {
        return Stream.of(variable, variable.toLowerCase(Locale.ROOT))
                .filter(name -> variables.get(name) != null).findFirst().orElse(null);
    }

    private void warnOfJavas() {
        OF_JAVA.stream().filter(property -> System.getProperty(property) != null)
                .forEach(property -> warnings.add("-D" + property + " is not read: give the proxy as dcs.http.proxy"));
    }
}
