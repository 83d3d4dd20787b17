package dt.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/** A command of an embedded host that prints its own line; {@code hang} stays, {@code stubborn} until it is killed. */
final class Echo implements Command {
    /** An embedded host on every 127.x.y.z that lets everybody in and echoes. */
    static SshServer host() throws IOException {
        var server = SshServer.setUpDefaultServer();
        server.setHost("0.0.0.0");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator((user, password, session) -> true);
        server.setCommandFactory((channel, line) -> new Echo(line));
        server.start();
        return server;
    }

    private final String line;
    private OutputStream out;
    private ExitCallback exit;

    Echo(String line) {
        this.line = line;
    }

    @Override
    public void setInputStream(InputStream in) {}

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {}

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (line.equals("stubborn")) {
            environment.addSignalListener((where, signal) -> shout(signal.name()), Signal.TERM, Signal.KILL);
        } else if (!line.equals("hang")) {
            exit.onExit(0);
        }
    }

    private void shout(String signal) {
        try {
            out.write((signal + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (signal.equals("KILL")) {
                exit.onExit(137);
            }
        } catch (IOException gone) {
            exit.onExit(1);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {}
}
