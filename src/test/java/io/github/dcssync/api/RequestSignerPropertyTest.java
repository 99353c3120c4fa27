package io.github.dcssync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.auth.AKSKSigner;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** The vendor's own signer says the same. */
class RequestSignerPropertyTest {

    private static final byte[] NO_BODY = {};

    @Property(seed = "1")
    void agreesWithTheVendorsSigner(@ForAll("paths") List<String> path,
            @ForAll("queries") Map<String, List<String>> query, @ForAll("hosts") String host,
            @ForAll("headers") Map<String, String> extraHeaders, @ForAll("keys") String accessKey,
            @ForAll("keys") String secretKey, @ForAll @LongRange(max = 4_000_000_000L) long second,
            @ForAll boolean blankAsPlus, @ForAll Random random) {
        Map<String, String> headers = new LinkedHashMap<>(extraHeaders);
        headers.put("X-Sdk-Date", RequestSigner.date(Instant.ofEpochSecond(second)));

        Map<String, String> theirs = sign(path, query, host, headers, accessKey, secretKey);
        headers.put("Host", host);
        String target = target(path, query, blankAsPlus, random);
        String ours = RequestSigner.authorization("GET", target, headers, NO_BODY, accessKey, secretKey);

        assertThat(ours).as(target).isEqualTo(theirs.get("Authorization"));
        assertThat(RequestSigner.authorization("GET", target, headers, NO_BODY, accessKey, secretKey))
                .isEqualTo(ours);
    }

    private static Map<String, String> sign(List<String> path, Map<String, List<String>> query, String host,
            Map<String, String> headers, String accessKey, String secretKey) {
        HttpRequest.HttpRequestBuilder request = HttpRequest.newBuilder().withEndpoint("https://" + host)
                .withPath("/" + String.join("/", path)).withMethod(HttpMethod.GET).addHeaders(headers);
        query.forEach(request::addQueryParam);
        return AKSKSigner.getInstance().sign(request.build(),
                new BasicCredentials().withAk(accessKey).withSk(secretKey));
    }

    /** The parameters in any order: both sort by name. The vendor's signer leaves repeated values as they come. */
    private static String target(List<String> path, Map<String, List<String>> query, boolean blankAsPlus,
            Random random) {
        List<String> parameters = new ArrayList<>();
        query.forEach((name, values) -> values
                .forEach(value -> parameters.add(inQuery(name, blankAsPlus) + "=" + inQuery(value, blankAsPlus))));
        Collections.shuffle(parameters, random);
        return path.stream().map(RequestSignerPropertyTest::encode).collect(Collectors.joining("/", "/", ""))
                + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    private static String inQuery(String text, boolean blankAsPlus) {
        return blankAsPlus ? URLEncoder.encode(text, StandardCharsets.UTF_8) : encode(text);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Provide
    Arbitrary<List<String>> paths() {
        Arbitrary<String> hex = Arbitraries.strings().withChars("0123456789abcdef").ofLength(32);
        Arbitrary<String> uuids = Arbitraries.randomValue(random -> new UUID(random.nextLong(),
                random.nextLong()).toString());
        Arbitrary<List<String>> lists = Combinators.combine(Arbitraries.of("v1.0", "v2"), hex, uuids,
                Arbitraries.of("backups", "restores"))
                .as((version, project, id, list) -> List.of(version, project, "instances", id, list));
        // Not at the ends: java.net.URL, which the vendor's signer uses, drops blanks there.
        Arbitrary<String> segments = Arbitraries.strings().withChars("aZ0-_.~ +*!'(),;:@&=$%\u00fc\u4e00")
                .ofMaxLength(8).map(segment -> "a" + segment + "z");
        return Arbitraries.oneOf(lists, segments.list().ofMinSize(1).ofMaxSize(4));
    }

    @Provide
    Arbitrary<Map<String, List<String>>> queries() {
        // A name that must be encoded stands twice in what the vendor's signer signs, once as it is.
        Arbitrary<String> plain = Arbitraries.strings().withChars("aZ09-_.~").ofMinLength(1).ofMaxLength(6);
        Arbitrary<String> names = Arbitraries.oneOf(plain, Arbitraries.of("start", "limit", "beginTime", "endTime",
                "offset", "begin_time", "end_time", "name"));
        Arbitrary<List<String>> values = texts().list().ofMinSize(1).ofMaxSize(3)
                .map(list -> list.stream().sorted(Comparator.comparing(RequestSignerPropertyTest::percent))
                        .toList());
        return Arbitraries.maps(names, values).ofMaxSize(6);
    }

    /** Upper-case hex sorts as the canonical form does; what {@link URLEncoder} leaves alone it does not. */
    private static String percent(String text) {
        return encode(text).replace("*", "%2A").replace("%7E", "~");
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.just(""),
                Arbitraries.strings().withChars("aZ09 +/=&?#%*~-_.!'()\u00fc\u4e00\n").ofMaxLength(10),
                Arbitraries.strings().all().ofMaxLength(6)
                        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text)));
    }

    @Provide
    Arbitrary<String> hosts() {
        return Combinators.combine(Arbitraries.of("dcs.eu-de.otc.t-systems.com", "127.0.0.1", "localhost"),
                Arbitraries.of("", ":8443", ":18080")).as(String::concat);
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        Arbitrary<String> values = Arbitraries.strings().withChars("aZ09+/=-").ofMinLength(1).ofMaxLength(40);
        return Arbitraries.maps(Arbitraries.of("X-Project-Id", "X-Security-Token", "Accept"), values);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(40);
    }
}
