package io.github.dcssync.sync;

import io.github.dcssync.api.ApiError;
import io.github.dcssync.api.IamException;
import io.github.dcssync.api.SourceRefusedException;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpStatus;

/** What the failures of several sources have in common: they are asked at one address, or with one login. */
final class FailureCauses {

    private final Supplier<List<Source>> sources;

    /** @param sources all that are synced now, in their order */
    FailureCauses(Supplier<List<Source>> sources) {
        this.sources = sources;
    }

    /** @return why the sync has failed, in words that are the same for all that it fails; nothing for a failure of its own */
    Optional<String> of(SyncRun run) {
        if (run.getFailure() == null) {
            return Optional.empty();
        }
        Fault fault = Fault.of(run.getFailure());
        if (DatabaseFaults.isOfDatabase(fault.cause())) {
            return Optional.of("the database failed");
        }
        return of(run.getSource(), fault);
    }

    private Optional<String> of(Source source, Fault fault) {
        ApiError answer = fault.answer();
        String login = "the credentials of source " + firstWithLoginOf(source);
        if (fault.cause() instanceof SourceRefusedException
                || answer != null && answer.status() == HttpStatus.SC_UNAUTHORIZED) {
            // Whoever is second is not even sent there: it has no answer, or another one.
            return Optional.of(login + " are refused");
        }
        if (fault.cause() instanceof IamException || answer != null && answer.status() == HttpStatus.SC_FORBIDDEN) {
            return Optional.of(said(answer) + " to " + login);
        }
        if (answer != null) {
            return answer.status() < HttpStatus.SC_BAD_REQUEST ? Optional.empty()
                    : Optional.of(said(answer) + " from " + source.endpoint());
        }
        if (fault.cause() instanceof SSLException) {
            return Optional.of("no secure connection to " + source.endpoint());
        }
        return fault.cause() instanceof IOException && !fault.isUnreadable()
                ? Optional.of("no answer from " + source.endpoint()) : Optional.empty();
    }

    private String firstWithLoginOf(Source source) {
        return sources.get().stream().filter(other -> other.credentials().equals(source.credentials())).findFirst()
                .orElse(source).name();
    }

    private static String said(ApiError answer) {
        return answer == null ? "an error of IAM"
                : "HTTP " + answer.status() + (answer.code() == null ? "" : " " + answer.code());
    }
}
