package io.github.dcssync.settings;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the IAM of a source answers, as far as its credentials ask. */
final class IamAddress {

    private final AddressReader addresses;
    private final String source;

    /** @param source whose IAM is meant; null for the plain keys */
    IamAddress(AddressReader addresses, String source) {
        this.addresses = addresses;
        this.source = source;
    }

    /** Empty where nobody knows. */
    Optional<URI> find() {
        return addresses.knownIam(source);
    }

    /**
     * @param why what it is needed for
     * @return null where nobody knows, which is a fault
     */
    @Nullable
    URI require(String why) {
        return addresses.iam(source, why);
    }

    /** Whether an address that was given beside credentials is that of this IAM. */
    boolean isOurs(URI address) {
        return address.getHost() != null && address.getHost().equalsIgnoreCase(shown());
    }

    /** The host that IAM has to have; where nobody knows it, all services are on one. */
    String shown() {
        return find().or(() -> addresses.knownDcs(source)).map(URI::getHost).orElse("");
    }
}
