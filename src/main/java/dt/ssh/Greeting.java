package dt.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes on what a host says from its {@code SSH-} line on. What a host may say before it (RFC 4253 4.2) is dropped
 * here, within the limits that OpenSSH has: sshj would read an endless greeting for ever.
 */
final class Greeting extends FilterInputStream {
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_LINES = 1024;

    /** What answers is no SSH server. */
    static final class NoSshException extends IOException {
        private static final long serialVersionUID = 1;

        NoSshException(String message) {
            super(message);
        }
    }

    private byte[] line = new byte[256];
    private int length;
    private int position;
    private boolean greeted;
    private volatile String heard = "";

    Greeting(InputStream in) {
        super(in);
    }

    /** What was heard instead of a banner so far, or an empty string. */
    String heard() {
        return heard;
    }

    @Override
    public int read() throws IOException {
        if (!greeted) {
            greet();
        }
        return position < length ? line[position++] & 0xff : super.read();
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        return super.read(into, offset, count);
    }

    private void greet() throws IOException {
        for (int lines = 0; lines < MOST_LINES; lines++) {
            readLine();
            if (starts("SSH-")) {
                greeted = true;
                return;
            }
        }
        throw new NoSshException("no SSH server: " + MOST_LINES + " lines and no SSH banner" + quoted());
    }

    private void readLine() throws IOException {
        length = 0;
        while (true) {
            int b = super.read();
            if (b < 0) {
                throw new NoSshException(
                        length == 0 && heard.isEmpty()
                                ? "the host closed the connection before its SSH banner"
                                : "no SSH server: it closed the connection without an SSH banner" + quoted());
            }
            if (length == LONGEST_LINE) {
                throw new NoSshException("no SSH server: a first line without end" + quoted());
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) b;
            if (heard.length() < 40 && lineIsFirst()) {
                heard = heard.concat(String.valueOf((char) b));
            }
            if (b == '\n') {
                return;
            }
        }
    }

    private boolean lineIsFirst() {
        return heard.indexOf("\n") < 0;
    }

    private boolean starts(String prefix) {
        return length >= prefix.length()
                && new String(line, 0, prefix.length(), StandardCharsets.ISO_8859_1).equals(prefix);
    }

    private String quoted() {
        return heard().isBlank() ? "" : " (it said \"" + Failures.plain(heard().strip()) + "\")";
    }
}
