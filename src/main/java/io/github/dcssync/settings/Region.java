package io.github.dcssync.settings;

import java.net.URI;

/**
 * A region of a cloud.
 *
 * @param name as the cloud calls it; names of its projects are this, or begin with it and an underscore
 * @param dcs  where DCS answers, without a path
 * @param iam  where IAM answers, without {@code /v3}
 */
record Region(String name, URI dcs, URI iam) {
}
