package io.github.dcssync.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Offers STARTTLS before an SMTP server on this machine that does not, and remembers what was said in the clear. */
public final class StartTlsFront implements AutoCloseable {

    private final SSLContext context;
    private final int port;
    private final ServerSocket listener;
    private final List<String> inTheClear = new CopyOnWriteArrayList<>();

    /**
     * @param context its certificate
     * @param port    of the server behind it
     */
    public StartTlsFront(SSLContext context, int port) throws IOException {
        this.context = context;
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The commands that came before TLS, each without what follows it. */
    public List<String> inTheClear() {
        return inTheClear;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client; Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader commands = reader(client);
            BufferedReader answers = reader(server);
            answer(client, answers, false);
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                String word = command.replaceFirst(" .*", "");
                inTheClear.add(word);
                if (word.equals("STARTTLS")) {
                    write(client, "220 go ahead");
                    secure(client, server);
                    return;
                }
                write(server, command);
                answer(client, answers, word.equals("EHLO"));
            }
        } catch (IOException gone) {
            return;
        }
    }

    private void secure(Socket client, Socket server) throws IOException {
        try (SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(client, null, true)) {
            secure.startHandshake();
            start(() -> pump(secure, server));
            pump(server, secure);
        }
    }

    /** An answer has several lines, of which all but the last have a hyphen behind the number. */
    private static void answer(Socket client, BufferedReader answers, boolean offers) throws IOException {
        String line = answers.readLine();
        while (line != null && line.charAt(3) == '-') {
            write(client, line);
            line = answers.readLine();
        }
        if (offers) {
            write(client, "250-STARTTLS");
        }
        write(client, String.valueOf(line));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void write(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException gone) {
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "starttls-front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
