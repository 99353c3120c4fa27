package io.github.dcssync.alert;

import io.github.dcssync.settings.HttpAddress;
import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.SinkProduct;
import java.util.Map;

/** What a message looks like to a sink. */
interface SinkFormat {

    /**
     * @param message one JSON object, the program's own
     * @param headers of the message in the route
     * @return what is posted
     */
    SinkRequest request(String message, Map<String, Object> headers);

    /**
     * @param files have the templates
     * @throws SinkException when a template is missing or wrong
     */
    static SinkFormat of(SinkProduct product, HttpAddress address, OperatorFiles files) throws SinkException {
        return switch (product) {
            case MAIL -> throw new IllegalArgumentException("E-mail is not posted");
            case JSON -> (message, headers) -> SinkRequest.of(null, message, headers);
            case SLACK -> new TemplateFormat(SinkTemplates.load(product, files, SinkFormat::slack));
            case CLOUDEVENTS -> new TemplateFormat(SinkTemplates.load(product, files, text -> text))
                    .ofType("application/cloudevents+json; charset=UTF-8");
            case TEAMS -> new TemplateFormat(SinkTemplates.load(product, files, text -> text));
            case OPSGENIE -> new OpsgenieFormat(address, SinkTemplates.load(product, files, text -> text));
            case PAGERDUTY -> new PagerDutyFormat(address, SinkTemplates.load(product, files, text -> text));
            case ALERTMANAGER -> new AlertmanagerFormat(address, SinkTemplates.load(product, files, text -> text));
        };
    }

    /** Slack calls people and channels by what stands between these. */
    private static String slack(String character) {
        return switch (character) {
            case "&" -> "&amp;";
            case "<" -> "&lt;";
            case ">" -> "&gt;";
            default -> character;
        };
    }
}
