package io.github.dcssync.bench;

/**
 * What a contender has to do, as its command line has it.
 *
 * @param endpoint  of the simulator
 * @param project   its project
 * @param accessKey of its key pair
 * @param secretKey of its key pair
 * @param url       of an empty or filled database with the tables of dcs-sync, with its user
 * @param threads   how many lists are read at a time
 * @param style     what the contender makes of it
 */
record Job(String endpoint, String project, String accessKey, String secretKey, String url, int threads,
        String style) {

    static Job of(String... arguments) {
        return new Job(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
                Integer.parseInt(arguments[5]), arguments[6]);
    }

    String[] arguments() {
        return new String[] {endpoint, project, accessKey, secretKey, url, Integer.toString(threads), style};
    }
}
