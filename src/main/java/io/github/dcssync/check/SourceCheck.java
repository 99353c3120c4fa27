package io.github.dcssync.check;

import io.github.dcssync.settings.CredentialChoice;
import io.github.dcssync.settings.ProjectSearch;
import io.github.dcssync.settings.Source;
import java.util.function.Consumer;

/** Whether a source can be reached and accepts its credentials. */
final class SourceCheck {

    private final ReachCheck reach;
    private final SignedCall call;

    SourceCheck(ReachCheck reach, SignedCall call) {
        this.reach = reach;
        this.call = call;
    }

    /** Says why nobody knows the source's project, and whether IAM can be reached, which was to name it. */
    void unfound(Source source, String reason, Consumer<Finding> findings) {
        ProjectSearch search = source.search();
        reach.connect(search.iam(), search.iamKey(), "IAM ", findings);
        findings.accept(Finding.problem("project", reason));
    }

    /** @return whether the source answered one signed call; no call is made where it could not arrive */
    boolean run(Source source, Consumer<Finding> findings) {
        CredentialChoice choice = source.choice();
        findings.accept(Finding.ok("credentials", choice.found() + (choice.passedOver().isEmpty() ? ""
                : "; passed over: " + String.join(", ", choice.passedOver()))));
        boolean reached = reach.connect(source.endpoint(), source.keyOf("dcs.endpoint"), "", findings);
        if (source.credentials().iam().isPresent()) {
            reached &=
                    reach.connect(source.credentials().iam().get(), source.keyOf("dcs.iam.endpoint"), "IAM ", findings);
        }
        return reached && call.make(source, findings);
    }
}
