package io.github.dcssync.simulator;

/** The two generations of the list API. They differ in paths, parameter names and error codes. */
enum ApiVersion {
    V1_0,
    V2
}
