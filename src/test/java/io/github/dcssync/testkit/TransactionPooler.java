package io.github.dcssync.testkit;

import io.github.dcssync.database.DatabaseTarget;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A pooler as PgBouncer is in transaction mode, and as unkind as it may be: after each transaction a client is given the
 * session that has rested for longest, and there are always at least three to choose from.
 */
public final class TransactionPooler implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int LEAST_SESSIONS = 3;
    private static final int KEY_LENGTH = 12;

    private final URI server;
    private final ServerSocket clients = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Deque<Session> resting = new ArrayDeque<>();
    private final List<Session> sessions = new ArrayList<>();
    private volatile boolean statements;

    /** @param target a PostgreSQL server that asks for no password */
    public TransactionPooler(DatabaseTarget target) throws IOException {
        server = URI.create(target.url().substring("jdbc:".length()));
        Thread listener = new Thread(this::listen, "pooler");
        listener.setDaemon(true);
        listener.start();
    }

    /** The same database by way of this pooler. */
    public DatabaseTarget of(DatabaseTarget target) {
        return new DatabaseTarget(target.url().replaceFirst("//[^/]*", "//127.0.0.1:" + clients.getLocalPort()),
                target.user(), target.password());
    }

    /** What has been set in each session for longer than a transaction, but for what poolers set for their clients. */
    public List<String> leftBehind() throws IOException {
        List<String> left = new ArrayList<>();
        synchronized (resting) {
            for (Session session : resting) {
                left.addAll(session.ask("select name || '=' || setting from pg_settings where source = 'session'"
                        + " and name not in ('TimeZone', 'application_name', 'client_encoding', 'DateStyle')"));
            }
        }
        return left;
    }

    /** From now on each statement may go to another session: a transaction cannot be. */
    public void poolStatements() {
        statements = true;
    }

    /** How many sessions with the server there are. */
    public int sessions() {
        synchronized (resting) {
            return sessions.size();
        }
    }

    private void listen() {
        while (!clients.isClosed()) {
            try {
                Socket client = undelayed(clients.accept());
                Thread thread = new Thread(() -> serve(client), "pooler-client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Many small messages, each of which would otherwise wait until the one before it was acknowledged. */
    private static Socket undelayed(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void serve(Socket socket) {
        Session session = null;
        try (socket; DataInputStream in = new DataInputStream(socket.getInputStream())) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] startup = startup(in, out);
            if (new String(startup, StandardCharsets.UTF_8).contains("search_path")) {
                refuse(out, "unsupported startup parameter: search_path");
                return;
            }
            grow(startup);
            out.write(greeting());
            for (int type = in.read(); type >= 0 && type != 'X'; type = in.read()) {
                byte[] body = body(in);
                if (statements && new String(body, StandardCharsets.UTF_8).contains("BEGIN")) {
                    refuse(out, "transaction blocks not allowed in statement pooling mode");
                    return;
                }
                session = session == null ? take() : session;
                session.send(type, body);
                if ("SQcf".indexOf(type) >= 0 && session.passAnswer(out)) {
                    give(session);
                    session = null;
                }
            }
        } catch (IOException gone) {
            // So is what it had begun.
        } finally {
            if (session != null) {
                session.close();
            }
        }
    }

    private static void refuse(DataOutputStream out, String reason) throws IOException {
        byte[] fields = ("SFATAL\0C08P01\0M" + reason + "\0\0").getBytes(StandardCharsets.UTF_8);
        out.write(ByteBuffer.allocate(1 + Integer.BYTES + fields.length).put((byte) 'E')
                .putInt(Integer.BYTES + fields.length).put(fields).array());
        out.flush();
    }

    private static byte[] startup(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            byte[] body = body(in);
            int code = ByteBuffer.wrap(body).getInt();
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                return body;
            }
            out.write('N');
        }
    }

    private static byte[] body(DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt() - Integer.BYTES];
        in.readFully(body);
        return body;
    }

    private void grow(byte[] startup) throws IOException {
        synchronized (resting) {
            while (resting.size() < LEAST_SESSIONS) {
                Session session = new Session(startup);
                sessions.add(session);
                resting.addLast(session);
            }
        }
    }

    /** That of the server, under a number that is ours. */
    private byte[] greeting() {
        synchronized (resting) {
            byte[] greeting = sessions.get(0).greeting.clone();
            for (int i = 0; i < greeting.length; i += 1 + ByteBuffer.wrap(greeting).getInt(i + 1)) {
                if (greeting[i] == 'K' && ByteBuffer.wrap(greeting).getInt(i + 1) == KEY_LENGTH) {
                    ByteBuffer.wrap(greeting).putInt(i + 1 + Integer.BYTES, -greeting.length);
                }
            }
            return greeting;
        }
    }

    private Session take() throws IOException {
        synchronized (resting) {
            if (resting.isEmpty()) {
                Session session = new Session(sessions.get(0).startup);
                sessions.add(session);
                return session;
            }
            return resting.removeFirst();
        }
    }

    private void give(Session session) {
        synchronized (resting) {
            resting.addLast(session);
        }
    }

    @Override
    public void close() throws IOException {
        clients.close();
        synchronized (resting) {
            sessions.forEach(Session::close);
        }
    }

    /** A session with the server. */
    private final class Session {

        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;
        private final byte[] startup;
        private final byte[] greeting;

        Session(byte[] startup) throws IOException {
            this.startup = startup;
            socket = undelayed(new Socket(server.getHost(), server.getPort()));
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(startup.length + Integer.BYTES);
            out.write(startup);
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            passAnswer(new DataOutputStream(said));
            greeting = said.toByteArray();
        }

        void send(int type, byte[] body) throws IOException {
            ByteBuffer message = ByteBuffer.allocate(1 + Integer.BYTES + body.length);
            out.write(message.put((byte) type).putInt(Integer.BYTES + body.length).put(body).array());
        }

        /** @return whether the transaction is over */
        boolean passAnswer(DataOutputStream client) throws IOException {
            while (true) {
                int type = in.readUnsignedByte();
                byte[] body = body(in);
                client.write(ByteBuffer.allocate(1 + Integer.BYTES + body.length).put((byte) type)
                        .putInt(Integer.BYTES + body.length).put(body).array());
                if (type == 'Z' || type == 'G') {
                    client.flush();
                    return type == 'Z' && body[0] == 'I';
                }
            }
        }

        /** @return the only column of the rows */
        List<String> ask(String query) throws IOException {
            send('Q', (query + '\0').getBytes(StandardCharsets.UTF_8));
            List<String> rows = new ArrayList<>();
            for (int type = in.readUnsignedByte(); true; type = in.readUnsignedByte()) {
                byte[] body = body(in);
                if (type == 'D') {
                    int start = Short.BYTES + Integer.BYTES;
                    rows.add(new String(body, start, body.length - start, StandardCharsets.UTF_8));
                } else if (type == 'Z') {
                    return rows;
                }
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
