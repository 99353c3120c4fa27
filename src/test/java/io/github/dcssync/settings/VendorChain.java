package io.github.dcssync.settings;

import com.huaweicloud.sdk.core.auth.AbstractCredentials;
import com.huaweicloud.sdk.core.auth.CredentialProviderChain;
import com.huaweicloud.sdk.core.auth.EnvCredentialProvider;
import com.huaweicloud.sdk.core.auth.ICredentialProvider;
import com.huaweicloud.sdk.core.auth.ProfileCredentialProvider;
import com.huaweicloud.sdk.core.exception.SdkException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The vendor's own chain of credential providers, less the metadata service, in a process of its own: it asks for the real
 * environment and the real home, which cannot be changed beside other tests.
 */
final class VendorChain {

    private static final String NEXT = "--";

    private VendorChain() {
    }

    /**
     * @param environments variables by name; {@code HOME} is the user's folder
     * @return what the vendor picks in each; {@code none} for nothing
     */
    static List<String> pick(List<Map<String, String>> environments) throws IOException {
        Process vendor = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1", "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                VendorChain.class.getName()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Thread writer = new Thread(() -> write(vendor, environments), "environments");
        writer.start();
        List<String> picked = new ArrayList<>();
        try (BufferedReader out = vendor.inputReader(StandardCharsets.UTF_8)) {
            out.lines().filter(line -> line.startsWith("picked ")).map(line -> line.substring("picked ".length()))
                    .forEach(picked::add);
        }
        return picked;
    }

    private static void write(Process vendor, List<Map<String, String>> environments) {
        try (var in = vendor.outputWriter(StandardCharsets.UTF_8)) {
            for (Map<String, String> environment : environments) {
                for (Map.Entry<String, String> variable : environment.entrySet()) {
                    in.write(variable.getKey() + "=" + variable.getValue() + "\n");
                }
                in.write(NEXT + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an environment after the other, and says what the vendor picks in each. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> own = writable();
        CredentialProviderChain chain = new CredentialProviderChain(new ICredentialProvider[] {
            EnvCredentialProvider.getBasicCredentialEnvProvider(),
            ProfileCredentialProvider.getBasicCredentialProfileProvider()});
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<String, String> environment = new HashMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.equals(NEXT)) {
                environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                continue;
            }
            System.setProperty("user.home", environment.get("HOME"));
            environment.forEach(own::put);
            System.out.println("picked " + picked(chain));
            environment.keySet().forEach(own::remove);
            environment.clear();
        }
    }

    private static String picked(CredentialProviderChain chain) {
        try {
            AbstractCredentials<?> credentials = (AbstractCredentials<?>) chain.getCredentials();
            return credentials.getIdpId() != null ? credentials.getIdpId() + " " + credentials.getIdTokenFile()
                    : credentials.getAk() + " " + credentials.getSk() + " " + credentials.getSecurityToken();
        } catch (SdkException nothing) {
            return "none";
        }
    }

    /** What {@link System#getenv(String)} looks into. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> writable() throws ReflectiveOperationException {
        Field variables = Class.forName("java.lang.ProcessEnvironment").getDeclaredField("theUnmodifiableEnvironment");
        variables.setAccessible(true);
        Object unmodifiable = variables.get(null);
        Field map = unmodifiable.getClass().getDeclaredField("m");
        map.setAccessible(true);
        return (Map<String, String>) map.get(unmodifiable);
    }
}
