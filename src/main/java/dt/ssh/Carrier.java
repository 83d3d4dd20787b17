package dt.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** What carries the bytes of one SSH connection. Closing it ends every read and write on it. */
interface Carrier extends AutoCloseable {
    InputStream input() throws IOException;

    OutputStream output() throws IOException;

    /** The numeric address connected to, or null when something is in between. */
    @Nullable
    String address();

    /** What the carrier itself had to say of its failure, for an error message; or an empty string. */
    default String complaint() {
        return "";
    }

    /** Whether who waits for its bytes holds a thread of the system, even from a virtual one. */
    default boolean holdsThreads() {
        return false;
    }

    @Override
    void close();

    /** A TCP connection from here. */
    record Tcp(Socket socket) implements Carrier {
        @Override
        public InputStream input() throws IOException {
            return socket.getInputStream();
        }

        @Override
        public OutputStream output() throws IOException {
            return socket.getOutputStream();
        }

        @Override
        public String address() {
            return socket.getInetAddress().getHostAddress();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException gone) {
                // A socket that cannot be closed is of no more use either way.
            }
        }
    }
}
