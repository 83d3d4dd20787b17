package dt.output;

import dt.module.Observer;
import dt.module.Outcome;
import dt.module.Result;
import dt.remote.Connection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One JSON object a line a host, as {@code result.schema.json} describes it. */
public final class JsonLines implements Observer {
    private final Sink out;
    private final String run;

    /** @param run what this run is called, the same in all its lines */
    public JsonLines(Sink out, String run) {
        this.out = out;
        this.run = run;
    }

    @Override
    public void ended(Result result) {
        try {
            head(result);
            body(result);
            out.text("}\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head(Result result) {
        var outcome = result.outcome();
        var connection = result.connection();
        out.text("{\"v\":1,\"run\":" + JsonText.quoted(run)
                + ",\"host\":" + JsonText.quoted(result.host().label())
                + ",\"address\":"
                + text(connection == null ? result.host().login().address() : connection.address())
                + ",\"port\":"
                + (connection == null
                        ? String.valueOf(result.host().login().port())
                        : String.valueOf(connection.port()))
                + ",\"user\":" + text(connection == null ? result.host().login().user() : connection.user())
                + ",\"jump\":" + jump(connection)
                + ",\"module\":" + JsonText.quoted(result.module())
                + ",\"status\":\"" + (outcome.isOkay() ? "okay" : "fail")
                + "\",\"class\":\"" + ResultClass.of(outcome)
                + "\",\"exit\":" + exit(outcome)
                + ",\"signal\":" + (outcome instanceof Outcome.Signalled(var name) ? JsonText.quoted(name) : null)
                + ",\"reason\":"
                + Reason.of(outcome, true).map(JsonText::quoted).orElse("null")
                + ",\"attempt\":" + result.attempt()
                + ",\"start\":\"" + result.start()
                + "\",\"connect_ms\":"
                + (connection == null ? null : connection.took().toMillis())
                + ",\"run_ms\":" + result.ran().toMillis()
                + ",\"reused\":" + (connection != null && connection.reused()));
    }

    private static @Nullable Integer exit(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Okay() -> 0;
            case Outcome.Failed(int status) -> status;
            case Outcome.Signalled _,
                    Outcome.TimedOut _,
                    Outcome.Unreachable _,
                    Outcome.Lost _,
                    Outcome.Killed _,
                    Outcome.Skipped _,
                    Outcome.Broken _ -> null;
        };
    }

    private static String jump(@Nullable Connection connection) {
        return connection == null
                ? "[]"
                : connection.jump().stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(@Nullable String value) {
        return value == null ? "null" : JsonText.quoted(value);
    }

    /** Looks at the bytes first: they may be too many to hold, and how to write them is known only at their end. */
    private void body(Result result) throws IOException {
        var check = new Utf8Check();
        Replayed.stream(result.output(), false, check);
        var checkErrors = new Utf8Check();
        Replayed.stream(result.output(), true, checkErrors);
        boolean text = check.isValid() && checkErrors.isValid();
        out.text(",\"encoding\":\"" + (text ? "utf-8" : "base64") + "\",\"truncated\":"
                + result.output().truncated() + ",\"bytes\":" + result.output().bytes());
        stream(result, "stdout", false, text);
        stream(result, "stderr", true, text);
    }

    private void stream(Result result, String name, boolean error, boolean text) throws IOException {
        out.text(",\"" + name + "\":\"");
        if (text) {
            Replayed.stream(result.output(), error, new JsonText(out));
        } else {
            try (var encoder = Base64.getEncoder().wrap(new Unclosed(out))) {
                Replayed.stream(result.output(), error, encoder);
            }
        }
        out.write('"');
    }

    private static final class Unclosed extends OutputStream {
        private final OutputStream out;

        Unclosed(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }
    }

    /** Whether all that is written is UTF-8 together. */
    private static final class Utf8Check extends OutputStream {
        private final byte[] partial = new byte[4];
        private int length;
        private boolean valid = true;

        boolean isValid() {
            return valid && length == 0;
        }

        @Override
        public void write(int b) {
            if (length == 0) {
                int wanted = Utf8.length(b & 0xff);
                valid &= wanted > 0;
                if (wanted > 1) {
                    partial[length++] = (byte) b;
                }
                return;
            }
            partial[length++] = (byte) b;
            if (!Utf8.mayBegin(partial, 0, length)) {
                valid = false;
                length = 0;
            } else if (length == Utf8.length(partial[0] & 0xff)) {
                length = 0;
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            for (int i = 0; valid && i < count; i++) {
                if (length > 0 || bytes[offset + i] < 0) {
                    write(bytes[offset + i]);
                }
            }
        }
    }
}
