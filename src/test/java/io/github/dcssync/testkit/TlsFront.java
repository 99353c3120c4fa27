package io.github.dcssync.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Speaks TLS before a server on this machine that does not, and remembers who has shown which certificate. */
public final class TlsFront implements AutoCloseable {

    private static final int PIECE = 8192;

    private final ServerSocket listener;
    private final int port;
    private final List<String> clients = new CopyOnWriteArrayList<>();

    /**
     * @param context its certificate, and whom it trusts
     * @param wants   whether a client has to show a certificate; else it is asked for one, and need not
     * @param port    of the server behind it
     */
    public TlsFront(SSLContext context, boolean wants, int port) throws IOException {
        this.port = port;
        SSLServerSocket secure = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50,
                InetAddress.getLoopbackAddress());
        secure.setWantClientAuth(true);
        if (wants) {
            secure.setNeedClientAuth(true);
            // With the newer protocol the client may write, and lose the connection, before it hears of a refusal.
            secure.setEnabledProtocols(new String[] {"TLSv1.2"});
        }
        listener = secure;
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The subjects of the certificates that were shown, a hyphen for none, one a connection. */
    public List<String> clients() {
        return clients;
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket client = (SSLSocket) listener.accept();
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(SSLSocket client) {
        try (client) {
            client.startHandshake();
            clients.add(subject(client));
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                start(() -> pump(client, server));
                pump(server, client);
            }
        } catch (IOException gone) {
            return;
        }
    }

    private static String subject(SSLSocket client) {
        try {
            return client.getSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException none) {
            return "-";
        }
    }

    private static void pump(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
            }
            to.close();
        } catch (IOException gone) {
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
