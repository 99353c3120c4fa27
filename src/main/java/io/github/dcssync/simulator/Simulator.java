package io.github.dcssync.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A strict copy of the DCS list API, of IAM's tokens, temporary keys and projects and of the metadata service, on
 * 127.0.0.1. It answers as the vendor's documents
 * say, checks every signature, and can be told to misbehave.
 */
public final class Simulator implements AutoCloseable {

    /** The one agency that may be assumed. */
    public static final String AGENCY = "simulator";
    /** The name of the domain that has it. */
    public static final String AGENCY_DOMAIN = "simulator";
    /** The one identity provider that IAM knows. */
    public static final String IDENTITY_PROVIDER = "simulator";
    /** The one token of it that is good. */
    public static final String ID_TOKEN = "simulated-id-token";

    private static final String KEY_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int ACCESS_KEY_LENGTH = 20;
    private static final int SECRET_KEY_LENGTH = 40;
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final HttpGateway gateway;
    private final Fleet fleet;
    private final SimulatedProjects projects;
    private final SimulatedLists lists;
    private final Tokens tokens;
    private final Traffic traffic = new Traffic();
    private final KeyRing keys;
    private final TemporaryKeyService temporaryKeys;
    private volatile String accessKey;
    private volatile String secretKey;
    private final long seed;

    private Simulator(SimulatorOptions options) {
        seed = options.seed();
        accessKey = Objects.requireNonNullElseGet(options.accessKey(), () -> randomKey(ACCESS_KEY_LENGTH));
        secretKey = Objects.requireNonNullElseGet(options.secretKey(), () -> randomKey(SECRET_KEY_LENGTH));
        server = bind(options.port());
        fleet = new Fleet(options);
        projects = new SimulatedProjects(options, fleet);
        lists = new SimulatedLists(fleet, projects, options);
        lists.prepare();
        tokens = new Tokens(options.clock(), seed);
        keys = new KeyRing(options.clock());
        keys.add(accessKey, secretKey, options.securityToken(), null);
        Authentication authentication = new Authentication(new SignatureCheck(keys, options.clock()), tokens);
        temporaryKeys = new TemporaryKeyService(keys, authentication, options.clock(), seed);
        Services services = new Services(authentication, new TokenService(options.iam(), tokens), temporaryKeys,
                new ProjectService(authentication, projects, options.iam().domain()), lists);
        gateway = new HttpGateway(services, traffic, options.faults().injector(fleet, seed), options);
        threads = Executors.newCachedThreadPool(Simulator::daemon);
        server.createContext("/", gateway);
        server.setExecutor(threads);
    }

    /**
     * Starts a simulator that serves until it is closed.
     *
     * @throws PortInUseException when another program has the port
     */
    public static Simulator start(SimulatorOptions options) {
        Simulator simulator = new Simulator(options);
        simulator.server.start();
        return simulator;
    }

    /** The address of both DCS and IAM, for example {@code http://127.0.0.1:40123}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The access key that requests must be signed with. */
    public String accessKey() {
        return accessKey;
    }

    /** Its secret key. */
    public String secretKey() {
        return secretKey;
    }

    /** The data; may be changed while the simulator serves. */
    public Fleet fleet() {
        return fleet;
    }

    /** The projects that IAM lists; may be changed while the simulator serves. */
    public SimulatedProjects projects() {
        return projects;
    }

    /** What was asked so far. */
    public Traffic traffic() {
        return traffic;
    }

    /** How many requests were received, whatever the answer. */
    public long requests() {
        return traffic.requests();
    }

    /** From now on calls the listener before each list answer, in place of an earlier listener. */
    public void onRequest(RequestListener listener) {
        lists.listener(listener);
    }

    /** From now on asks the injector about each answer, in place of an earlier one and of the faults option. */
    public void injectFaults(FaultInjector injector) {
        gateway.faults(injector);
    }

    /** From now on lets these faults happen, in place of earlier ones. */
    public void injectFaults(FaultRates faults) {
        injectFaults(faults.injector(fleet, seed));
    }

    /** From now on refuses the tokens given out so far. */
    public void invalidateTokens() {
        tokens.forgetAll();
    }

    /** From now on refuses the key pair and accepts another one instead, without a security token. */
    public void replaceKeys(String access, String secret) {
        keys.add(access, secret, null, null);
        if (!access.equals(accessKey)) {
            keys.remove(accessKey);
        }
        accessKey = access;
        secretKey = secret;
    }

    /** From now on gives no temporary keys, to nobody; or gives them again. Those that were given live on. */
    public void withdrawAgency(boolean withdrawn) {
        temporaryKeys.withdraw(withdrawn);
    }

    /** From now on refuses the temporary keys given out so far. */
    public void invalidateTemporaryKeys() {
        temporaryKeys.forgetAll();
    }

    /** How long the keys of the metadata service are good for, from now on; 24 hours before. */
    public void lifeOfMetadataKeys(Duration life) {
        temporaryKeys.lifeOfMetadata(life);
    }

    /** Stops at once; requests in flight are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bind(int port) {
        // Without it an answer waits up to 40 ms for the acknowledgement of its own headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return HttpServer.create(new InetSocketAddress("127.0.0.1", port), BACKLOG);
        } catch (BindException e) {
            throw new PortInUseException(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot listen on 127.0.0.1:" + port, e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "simulator");
        thread.setDaemon(true);
        return thread;
    }

    private static String randomKey(int length) {
        StringBuilder key = new StringBuilder(length);
        new SecureRandom().ints(length, 0, KEY_CHARACTERS.length())
                .forEach(index -> key.append(KEY_CHARACTERS.charAt(index)));
        return key.toString();
    }
}
