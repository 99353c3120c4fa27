package io.github.dcssync.web;

import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/** The page with everything inside that it would otherwise ask the server for. */
final class OfflinePage {

    private static final String STYLE_LINK = "<link rel=\"stylesheet\" href=\"assets/page.css\">";
    private static final String NO_SCRIPT =
            "<noscript><meta http-equiv=\"refresh\" content=\"0; url=instances\"></noscript>\n";
    private static final String CHARTS_LINK = "<script src=\"assets/chart.js\"></script>";
    private static final String SCRIPT_LINK = "<script src=\"assets/page.js\"></script>";

    private OfflinePage() {
    }

    /**
     * @param data JSON, in which no {@code <} is left
     * @return the page, with a policy that lets nothing else run and nothing be loaded
     */
    static String of(String data) {
        String style = PageFiles.style();
        String charts = inline(PageFiles.charts());
        String script = inline(PageFiles.script());
        String policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src "
                + hash(style) + "; script-src " + hash(charts) + " " + hash(script);
        return PageFiles.page().replace(NO_SCRIPT, "")
                .replace("<!--policy-->", "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">")
                .replace(STYLE_LINK, "<style>" + style + "</style>")
                .replace("<!--data-->", "<script id=\"embedded\" type=\"application/json\">" + data + "</script>")
                .replace(CHARTS_LINK, "<script>" + charts + "</script>")
                .replace(SCRIPT_LINK, "<script>" + script + "</script>");
    }

    /** A script ends at the first closing tag, in a text or not. */
    private static String inline(String script) {
        return script.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }

    private static String hash(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(DigestUtils.sha256(text)) + "'";
    }
}
