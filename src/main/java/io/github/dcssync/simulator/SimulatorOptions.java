package io.github.dcssync.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator behaves. Made with {@link #builder()}; the defaults are the likely readings of the documents.
 *
 * @param port TCP port on 127.0.0.1; 0 takes a free one
 * @param instances how many instances the fleet begins with
 * @param projects how many projects the account has beside the first, each with such a fleet of its own
 * @param backupsPerInstance backup records of each instance
 * @param restoresPerInstance restoration records of each instance
 * @param latency time added to every answer
 * @param seed the same seed and clock give the same fleet, byte for byte
 * @param accessKey the only access key; null lets the simulator make a pair of its own
 * @param secretKey its secret key; null only together with accessKey
 * @param securityToken when not null, signed requests must carry it as X-Security-Token
 * @param iam the account for password tokens
 * @param pageCap the server returns at most so many records a page, whatever the limit
 * @param totalNum what total_num means
 * @param timeFilter what begin and end times mean
 * @param emptyAs how an empty page is answered
 * @param absentAs how an absent text is written
 * @param clock the server's time, for the fleet, the signature's age, tokens and locks
 * @param faults which answers go wrong
 */
public record SimulatorOptions(int port, int instances, int projects, int backupsPerInstance, int restoresPerInstance,
        Duration latency, long seed, @Nullable String accessKey, @Nullable String secretKey,
        @Nullable String securityToken, IamAccount iam, OptionalInt pageCap, TotalNum totalNum, TimeFilter timeFilter,
        EmptyAs emptyAs, AbsentAs absentAs, Clock clock, FaultRates faults) {

    private static final int LAST_PORT = 65_535;
    private static final int MOST_PROJECTS = 10_000;

    public SimulatorOptions {
        requireRange("port", port, 0, LAST_PORT);
        requireRange("instances", instances, 0, Integer.MAX_VALUE);
        requireRange("projects", projects, 0, MOST_PROJECTS);
        requireRange("backups", backupsPerInstance, 0, Integer.MAX_VALUE);
        requireRange("restores", restoresPerInstance, 0, Integer.MAX_VALUE);
        requireRange("latency in milliseconds", latency.toMillis(), 0, Integer.MAX_VALUE);
        pageCap.ifPresent(cap -> requireRange("page cap", cap, 1, Integer.MAX_VALUE));
        if ((accessKey == null) != (secretKey == null)) {
            throw new IllegalArgumentException("One of access key and secret key is missing: give both or neither");
        }
    }

    private static void requireRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The %s is %d: give a number from %d to %d".formatted(name, value, least, most));
        }
    }

    /** Options with 20 instances of 24 backups and 5 restorations each, seed 1, a free port and the system's clock. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Each method sets one of them; see {@link SimulatorOptions} for their meaning. */
    public static final class Builder {

        private int port;
        private int instances = 20;
        private int projects;
        private int backupsPerInstance = 24;
        private int restoresPerInstance = 5;
        private Duration latency = Duration.ZERO;
        private long seed = 1;
        private @Nullable String accessKey;
        private @Nullable String secretKey;
        private @Nullable String securityToken;
        private IamAccount iam = IamAccount.DEFAULT;
        private OptionalInt pageCap = OptionalInt.empty();
        private TotalNum totalNum = TotalNum.TOTAL;
        private TimeFilter timeFilter = TimeFilter.CREATED_AT_UTC;
        private EmptyAs emptyAs = EmptyAs.EMPTY_ARRAY;
        private AbsentAs absentAs = AbsentAs.NULL;
        private Clock clock = Clock.systemUTC();
        private FaultRates faults = FaultRates.NONE;

        private Builder() {
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder instances(int value) {
            instances = value;
            return this;
        }

        public Builder projects(int value) {
            projects = value;
            return this;
        }

        public Builder backupsPerInstance(int value) {
            backupsPerInstance = value;
            return this;
        }

        public Builder restoresPerInstance(int value) {
            restoresPerInstance = value;
            return this;
        }

        public Builder latency(Duration value) {
            latency = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** The key pair that requests must be signed with. */
        public Builder keys(@Nullable String access, @Nullable String secret) {
            accessKey = access;
            secretKey = secret;
            return this;
        }

        public Builder securityToken(@Nullable String value) {
            securityToken = value;
            return this;
        }

        public Builder iam(IamAccount value) {
            iam = value;
            return this;
        }

        public Builder pageCap(int value) {
            pageCap = OptionalInt.of(value);
            return this;
        }

        public Builder totalNum(TotalNum value) {
            totalNum = value;
            return this;
        }

        public Builder timeFilter(TimeFilter value) {
            timeFilter = value;
            return this;
        }

        public Builder emptyAs(EmptyAs value) {
            emptyAs = value;
            return this;
        }

        public Builder absentAs(AbsentAs value) {
            absentAs = value;
            return this;
        }

        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        public Builder faults(FaultRates value) {
            faults = value;
            return this;
        }

        public SimulatorOptions build() {
            return new SimulatorOptions(port, instances, projects, backupsPerInstance, restoresPerInstance, latency,
                    seed,
                    accessKey, secretKey, securityToken, iam, pageCap, totalNum, timeFilter, emptyAs, absentAs,
                    clock, faults);
        }
    }
}
