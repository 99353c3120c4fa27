package io.github.dcssync.simulator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signatures published in the test suites of the vendor's Java, Python and Go SDKs (the first nine), and further ones
 * made with the Java SDK for DCS addresses. All were made with the keys AccessKey and SecretKey.
 */
class SigningVectorTest {

    private static final DateTimeFormatter DATE_FORM = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            java-get-query | GET |\
                /v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs |\
                limit=2&marker=13551d6b-755d-4757-b956-536f674975c0 |\
                Host: service.region.example.com; X-Sdk-Date: 20191115T033655Z |\
                '' | host;x-sdk-date |\
                fd95e7da6f695cfb4cabbb9d6b0968aec155bc576b064835282473539ae9ea1d
            java-post-body | POST |\
                /v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpc/123 |\
                '' |\
                Host: service.region.example.com; X-Sdk-Date: 20191115T033655Z |\
                {"key":"value"} | host;x-sdk-date |\
                b5649aa774f6cac7437631662f08815fc65c70e40e486df6db2436ce68902771
            java-get-root | GET |\
                '' |\
                '' |\
                Host: example.com; X-Sdk-Date: 20191115T033655Z |\
                '' | host;x-sdk-date |\
                919ad8b75d4ad49da0d377e63ee21c4a7a54b752f6bf2878b4adbe9c19927da6
            java-get-noquery | GET |\
                /v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs |\
                '' |\
                Host: service.test-region-1.myhuaweicloud.com; X-Sdk-Date: 20191115T033655Z |\
                '' | host;x-sdk-date |\
                fbfa53d70fa0dec48f511be2e9e522172f9dca6d56f8856d12d7e575b978d9be
            java-post-body-2 | POST |\
                /v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpc/123 |\
                '' |\
                Host: service.test-region-1.myhuaweicloud.com; X-Sdk-Date: 20191115T033655Z |\
                {"key":"value"} | host;x-sdk-date |\
                f65c535f8f86d95e963fbd795d6d41dbf59e675a8b4ae161356cf8cd93f1ec4c
            python-get | GET |\
                /resources |\
                size=1 |\
                Host: service.endpoint.myhuaweicloud.com; X-Sdk-Date: 20200608T023900Z |\
                '' | host;x-sdk-date |\
                cfb4171acec81de07d50e53d57eb77edd537414d66ddb1d7d780f128e12cd842
            python-post | POST |\
                /resources |\
                size=1 |\
                Host: service.endpoint.myhuaweicloud.com; X-Sdk-Date: 20200608T023900Z |\
                {"name":"test","id":1} | host;x-sdk-date |\
                436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f
            go-get-nohost | GET |\
                /path |\
                limit=1 |\
                X-Sdk-Date: 20060102T150405Z |\
                '' | x-sdk-date |\
                5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624
            go-post-nohost | POST |\
                /path |\
                key=value |\
                X-Sdk-Date: 20060102T150405Z |\
                {"Name":"test","Id":1}~ | x-sdk-date |\
                cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59
            dcs-v1-backups | GET |\
                /v1.0/0123456789abcdef0123456789abcdef/instances/5560df16-cebf-4473-95c4-d1b573c16e79/backups |\
                start=1&limit=100&beginTime=20170718000000&endTime=20170718235959 |\
                Host: dcs.eu-de.otc.t-systems.com; X-Sdk-Date: 20240102T030405Z |\
                '' | host;x-sdk-date |\
                340fd31f3061ce5e95d404881b0fd4a1066777ed34bb6a60c80cf1822970a61f
            dcs-v2-restores | GET |\
                /v2/0123456789abcdef0123456789abcdef/instances/5560df16-cebf-4473-95c4-d1b573c16e79/restores |\
                offset=0&limit=1000&begin_time=20170718000000&end_time=20170718235959 |\
                Host: dcs.eu-de.otc.t-systems.com; X-Sdk-Date: 20240102T030405Z |\
                '' | host;x-sdk-date |\
                13464016ac377f215daa189eb4952ed5b8ac8b3088997feb6d6569a4448eaf6e
            dcs-v2-restores-project | GET |\
                /v2/0123456789abcdef0123456789abcdef/instances/5560df16-cebf-4473-95c4-d1b573c16e79/restores |\
                offset=0&limit=1000 |\
                Host: dcs.eu-de.otc.t-systems.com; X-Sdk-Date: 20240102T030405Z;\
                X-Project-Id: 0123456789abcdef0123456789abcdef |\
                '' | host;x-project-id;x-sdk-date |\
                7f031562193dd26cbca67652a3e55a608631492aaec673db5e4625b7d2b57da3
            dcs-v2-restores-project-sts | GET |\
                /v2/0123456789abcdef0123456789abcdef/instances/5560df16-cebf-4473-95c4-d1b573c16e79/restores |\
                offset=0&limit=1000 |\
                Host: dcs.eu-de.otc.t-systems.com; X-Sdk-Date: 20240102T030405Z;\
                X-Project-Id: 0123456789abcdef0123456789abcdef; X-Security-Token: STS-token-example== |\
                '' | host;x-project-id;x-sdk-date;x-security-token |\
                68c050a1643d4b27b365f30529da8a8ebf085c78235aac253826029e026f911d
            dcs-v2-instances-encoding | GET |\
                /v2/0123456789abcdef0123456789abcdef/instances |\
                offset=0&limit=1000&name=dcs%20a%2Bb%2A~%2F%C3%BC |\
                Host: dcs.eu-de.otc.t-systems.com; X-Sdk-Date: 20240102T030405Z |\
                '' | host;x-sdk-date |\
                f53e99981b1de4317500da1d4f30e9b10a67b9cb7176ab1ef3e7cb41bcd78801
            dcs-v1-instances-empty-value | GET |\
                /v1.0/0123456789abcdef0123456789abcdef/instances |\
                start=1&name= |\
                Host: dcs.eu-de.otc.t-systems.com; X-Sdk-Date: 20240102T030405Z |\
                '' | host;x-sdk-date |\
                438b14f3accbc93691c610fe9d7039bf80bcd83d4e80c7b32544354385a5f27d
            dcs-host-with-port | GET |\
                /v2/0123456789abcdef0123456789abcdef/instances |\
                '' |\
                Host: 127.0.0.1:18080; X-Sdk-Date: 20240102T030405Z |\
                '' | host;x-sdk-date |\
                de2a9b647f3350d484cc9f1ef8d3af73472f64f387ff20534a3d4fc213648fbf
            dcs-trailing-slash | GET |\
                /v2/0123456789abcdef0123456789abcdef/instances/ |\
                '' |\
                Host: dcs.eu-de.otc.t-systems.com; X-Sdk-Date: 20240102T030405Z |\
                '' | host;x-sdk-date |\
                a2b70b37ef19083dcb3efbcd17e41c912a4e9eeb091929378c389941297febf6
            """)
    void acceptsEachPublishedSignature(String name, String method, String path, String query, String headers,
            String body, String signedHeaders, String signature) {
        SimulatedRequest request = request(method, path, query, headers, signedHeaders, signature);
        byte[] bytes = body.replace('~', '\n').getBytes(StandardCharsets.UTF_8);
        assertThatCode(() -> check(request, "SecretKey").check(request, bytes)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(request, "OtherKey").check(request, bytes)).isInstanceOf(Refusal.class);
    }

    private static SignatureCheck check(SimulatedRequest request, String secretKey) {
        Instant signedAt = LocalDateTime.parse(request.headers().get("x-sdk-date"), DATE_FORM)
                .toInstant(ZoneOffset.UTC);
        Clock clock = Clock.fixed(signedAt, ZoneOffset.UTC);
        KeyRing keys = new KeyRing(clock);
        keys.add("AccessKey", secretKey, null, null);
        return new SignatureCheck(keys, clock);
    }

    private static SimulatedRequest request(String method, String path, String query, String headers,
            String signedHeaders, String signature) {
        Map<String, String> named = new HashMap<>();
        for (String header : headers.split(";\\s*")) {
            String[] nameAndValue = header.split(": ", 2);
            named.put(nameAndValue[0].toLowerCase(Locale.ROOT), nameAndValue[1]);
        }
        named.put("authorization", "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=" + signedHeaders
                + ", Signature=" + signature);
        return new SimulatedRequest(1, Operation.UNKNOWN, null, null, method, path, query, Map.of(), named);
    }
}
