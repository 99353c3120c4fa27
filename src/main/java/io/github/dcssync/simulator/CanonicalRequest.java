package io.github.dcssync.simulator;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** The text that is signed, made from what arrived: steps 2 and 3 of the vendor's signing algorithm. */
final class CanonicalRequest {

    private CanonicalRequest() {
    }

    /** The six parts, joined by line feeds. The signed headers are given in lower case and sorted. */
    static String of(SimulatedRequest request, byte[] body, List<String> signedHeaders) {
        StringBuilder headerLines = new StringBuilder();
        for (String name : signedHeaders) {
            headerLines.append(name).append(':').append(request.headers().getOrDefault(name, "")).append('\n');
        }
        return String.join("\n", request.method(), path(request.path()), query(request.rawQuery()), headerLines,
                String.join(";", signedHeaders), bodyHash(request, body));
    }

    private static String path(String rawPath) {
        String path = Stream.of(rawPath.split("/"))
                .map(segment -> PercentCodec.encode(PercentCodec.decodePath(segment)))
                .collect(Collectors.joining("/"));
        return path.endsWith("/") ? path : path + "/";
    }

    private static String query(@Nullable String rawQuery) {
        return QueryParameter.parse(rawQuery).stream().map(QueryParameter::encoded).sorted(CanonicalRequest::order)
                .collect(Collectors.joining("&"));
    }

    /** By name, then by value: the equals sign must not take part, or "a-b" would come before "a". */
    private static int order(String left, String right) {
        String[] a = left.split("=", 2);
        String[] b = right.split("=", 2);
        int byName = a[0].compareTo(b[0]);
        return byName != 0 ? byName : a[1].compareTo(b[1]);
    }

    private static String bodyHash(SimulatedRequest request, byte[] body) {
        String given = request.headers().get("x-sdk-content-sha256");
        return given != null ? given : DigestUtils.sha256Hex(body);
    }
}
