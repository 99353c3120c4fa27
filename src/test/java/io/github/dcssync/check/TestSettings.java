package io.github.dcssync.check;

import io.github.dcssync.settings.Settings;
import io.github.dcssync.simulator.Simulator;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings as an operator would give them in the environment. */
final class TestSettings {

    private final Map<String, String> environment = new HashMap<>();

    private TestSettings() {
    }

    /** One source with that endpoint and keys. */
    static TestSettings of(String endpoint) {
        return new TestSettings().with("DCS_ENDPOINT", endpoint)
                .with("DCS_PROJECT_ID", "0123456789abcdef0123456789abcdef")
                .with("CLOUD_SDK_AK", "AKEXAMPLE")
                .with("CLOUD_SDK_SK", "SecretKeyOfTheTests");
    }

    /** The source that a simulator with the keys above serves. */
    static TestSettings of(Simulator simulator) {
        return of(simulator.endpoint().toString()).with("DCS_PROJECT_ID", simulator.fleet().projectId());
    }

    TestSettings with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A token by password from that simulator, instead of keys. */
    TestSettings withPassword(Simulator iam, String password) {
        return with("CLOUD_SDK_AK", "").with("CLOUD_SDK_SK", "").with("DCS_IAM_ENDPOINT", iam.endpoint().toString())
                .with("DCS_IAM_USER", "simulator").with("DCS_IAM_PASSWORD", password)
                .with("DCS_IAM_DOMAIN", "simulator");
    }

    Settings load(Path home) {
        return Settings.load(null, environment, home);
    }
}
