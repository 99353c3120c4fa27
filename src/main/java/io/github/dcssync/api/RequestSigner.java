package io.github.dcssync.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * The AK/SK signature in its current form ({@code SDK-HMAC-SHA256 Access=…}), as a pure function: the same request,
 * time and keys always give the same header. Source: the vendor's "API request signing guide".
 */
public final class RequestSigner {

    /** The header that carries the time of signing; it must be sent and signed. */
    public static final String DATE_HEADER = "X-Sdk-Date";

    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final HexFormat HEX = HexFormat.of();

    private RequestSigner() {
    }

    /** @return the value of {@value #DATE_HEADER} for a request that leaves now */
    public static String date(Instant now) {
        return DATE.format(now);
    }

    /**
     * @param method    the HTTP method
     * @param target    path and query as they stand in the request line
     * @param headers   every header to sign, {@value #DATE_HEADER} among them, by name
     * @param body      the body's bytes, none for GET
     * @param accessKey the public half of the key pair
     * @param secretKey the secret half; it goes into the signature only
     * @return the value of the {@code Authorization} header
     */
    public static String authorization(String method, String target, Map<String, String> headers, byte[] body,
            String accessKey, String secretKey) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.trim()));
        String date = signed.get(DATE_HEADER.toLowerCase(Locale.ROOT));
        if (date == null) {
            throw new IllegalArgumentException("A request without " + DATE_HEADER + " cannot be signed");
        }
        String names = String.join(";", signed.keySet());
        String canonical = String.join("\n", method.toUpperCase(Locale.ROOT), canonicalPath(target),
                canonicalQuery(target), canonicalHeaders(signed), names, DigestUtils.sha256Hex(body));
        String toSign = String.join("\n", ALGORITHM, date, DigestUtils.sha256Hex(canonical));
        return ALGORITHM + " Access=" + accessKey + ", SignedHeaders=" + names + ", Signature="
                + new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secretKey).hmacHex(toSign);
    }

    /** Signed with a closing slash, whether or not the request line has one. */
    private static String canonicalPath(String target) {
        int end = target.indexOf('?');
        String path = end < 0 ? target : target.substring(0, end);
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            // A plus is a plus in a path; only in a query would it be a blank.
            segments.add(encode(decode(segment.replace("+", "%2B"))));
        }
        String encoded = String.join("/", segments);
        return encoded.endsWith("/") ? encoded : encoded + "/";
    }

    private static String canonicalQuery(String target) {
        int start = target.indexOf('?');
        if (start < 0 || start == target.length() - 1) {
            return "";
        }
        record SignedParameter(String name, String value) {
        }
        List<SignedParameter> parameters = new ArrayList<>();
        for (String pair : target.substring(start + 1).split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.add(new SignedParameter(encode(decode(name)), encode(decode(value))));
        }
        parameters.sort(Comparator.comparing(SignedParameter::name).thenComparing(SignedParameter::value));
        return parameters.stream().map(p -> p.name() + "=" + p.value()).collect(Collectors.joining("&"));
    }

    /** Each line ends in a line feed, the last one too: hence the empty line in the canonical request. */
    private static String canonicalHeaders(SortedMap<String, String> signed) {
        StringBuilder lines = new StringBuilder();
        signed.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
        return lines.toString();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
