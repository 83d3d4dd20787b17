package dt.ssh.auth;

import dt.ssh.key.Secrets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;

/**
 * Keyboard-interactive (RFC 4256), for hosts that ask by it for a password. A hundred hosts cannot hold a conversation:
 * one question that is not echoed gets the password, a second one is left to ssh.
 */
final class QuestionsMethod implements Method {
    private static final int MOST_ROUNDS = 5;

    private final Keyring keyring;
    private final LoginReport report;
    private boolean over;
    private boolean answered;

    QuestionsMethod(Keyring keyring, LoginReport report) {
        this.keyring = keyring;
        this.report = report;
    }

    @Override
    public String name() {
        return "keyboard-interactive";
    }

    @Override
    public Optional<Reply> attempt(UserAuth host) throws SSHException, TimeoutException, InterruptedException {
        if (over) {
            return Optional.empty();
        }
        over = true;
        var reply = host.ask(host.request(name()).putString("").putString(""));
        for (int round = 0; reply instanceof Reply.Further(var payload); round++) {
            var answer = round < MOST_ROUNDS ? answer(host, payload.bytes()) : Optional.<SSHPacket>empty();
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            reply = host.ask(answer.get());
        }
        if (answered && reply instanceof Reply.Refused refused && refused.partial()) {
            report.taken("the password");
        }
        return Optional.of(reply);
    }

    private Optional<SSHPacket> answer(UserAuth host, byte[] payload) throws SSHException, InterruptedException {
        var questions = new Buffer.PlainBuffer(payload);
        var packet = new SSHPacket(Message.USERAUTH_INFO_RESPONSE);
        try {
            questions.readString();
            questions.readString();
            questions.readString();
            long count = questions.readUInt32();
            if (count == 0) {
                return Optional.of(packet.putUInt32(0));
            }
            var question = Plain.text(questions.readString());
            if (count > 1 || questions.readBoolean() || answered) {
                report.problem(new Problem(
                        "the host asks \"" + question + "\"", "log in with ssh, or give the host a key of yours"));
                return Optional.empty();
            }
        } catch (Buffer.BufferException e) {
            throw new TransportException(DisconnectReason.PROTOCOL_ERROR, e);
        }
        answered = true;
        var password = keyring.password(host.user(), host.host());
        if (password.isEmpty()) {
            return Optional.empty();
        }
        report.tried("the password");
        var bytes = Secrets.utf8(password.get());
        Arrays.fill(password.get(), '\0');
        packet.putUInt32(1).putString(bytes);
        Arrays.fill(bytes, (byte) 0);
        return Optional.of(packet);
    }
}
