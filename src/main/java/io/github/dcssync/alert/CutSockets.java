package io.github.dcssync.alert;

import io.github.dcssync.thread.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** The sockets of one attempt, which can be cut off from another thread: whatever waits on them goes on. */
final class CutSockets {

    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final SSLContext tls;

    CutSockets(SSLContext tls) {
        this.tls = tls;
    }

    SocketFactory plain() {
        return new Plain();
    }

    SSLSocketFactory secure() {
        return new Secure(tls.getSocketFactory());
    }

    /** Closes all. Does not wait: what is said at the end of TLS may itself not be taken. */
    void cut() {
        sockets.forEach(socket -> DaemonThreads.named("alert-cut").newThread(() -> {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed to whoever uses it, and that is what counts.
                return;
            }
        }).start());
    }

    private <T extends Socket> T kept(T socket) {
        sockets.add(socket);
        return socket;
    }

    private final class Plain extends SocketFactory {

        @Override
        public Socket createSocket() {
            return kept(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return kept(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return kept(new Socket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return kept(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return kept(new Socket(host, port, local, localPort));
        }
    }

    private final class Secure extends SSLSocketFactory {

        private final SSLSocketFactory factory;

        Secure(SSLSocketFactory factory) {
            this.factory = factory;
        }

        @Override
        public Socket createSocket() throws IOException {
            return kept(factory.createSocket());
        }

        @Override
        public Socket createSocket(Socket beneath, String host, int port, boolean autoClose) throws IOException {
            return kept(factory.createSocket(beneath, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return kept(factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return kept(factory.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return kept(factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return kept(factory.createSocket(host, port, local, localPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return factory.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory.getSupportedCipherSuites();
        }
    }
}
