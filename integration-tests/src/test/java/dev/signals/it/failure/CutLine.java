package dev.signals.it.failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way to a database server that loses, on demand, the next answer of the server and the connection with it. */
final class CutLine implements AutoCloseable {

    private static final Pattern SERVER = Pattern.compile("//([^:/?]+)(?::(\\d+))?/");

    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final AtomicBoolean cutting = new AtomicBoolean();

    private CutLine(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    static CutLine to(String url) {
        Matcher server = SERVER.matcher(url);
        if (!server.find()) {
            throw new IllegalArgumentException("names no server");
        }
        return new CutLine(server.group(1), server.group(2) == null ? 5432 : Integer.parseInt(server.group(2)));
    }

    /** The same address, by way of this line. */
    String through(String url) {
        return SERVER.matcher(url)
                .replaceFirst("//" + entrance.getInetAddress().getHostAddress() + ":" + entrance.getLocalPort() + "/");
    }

    /** The next answer does not arrive: by then the server has done what it was asked. */
    void cutBeforeTheNextAnswer() {
        cutting.set(true);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(host, port);
                start(() -> copy(client, server, false));
                start(() -> copy(server, client, true));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answers && cutting.getAndSet(false)) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // the other direction has closed both
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cut-line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
