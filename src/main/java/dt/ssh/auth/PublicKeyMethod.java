package dt.ssh.auth;

import dt.ssh.auth.Identity.Holder;
import dt.ssh.auth.Passphrases.Opened;
import dt.ssh.key.WireWriter;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.transport.TransportException;

/**
 * RFC 4252 7. A key is offered first and signed with when the host takes it, so that nobody is asked for a passphrase or
 * a touch in vain; the first one, if it is an open file, is signed with at once, which saves a round trip. sshj does not
 * tell which signatures of RSA a host takes (RFC 8308): SHA-512 comes first, and SHA-256 when nothing else was taken.
 */
final class PublicKeyMethod implements Method {
    private static final String SHA_512 = "rsa-sha2-512";
    private static final String SHA_256 = "rsa-sha2-256";

    private final Keyring keyring;
    private final LoginReport report;
    private final Deque<Offer> offers = new ArrayDeque<>();
    private boolean first = true;

    private record Offer(Identity identity, String rsa) {}

    PublicKeyMethod(List<Identity> identities, Keyring keyring, LoginReport report) {
        this.keyring = keyring;
        this.report = report;
        identities.forEach(i -> offers.add(new Offer(i, SHA_512)));
    }

    @Override
    public String name() {
        return "publickey";
    }

    boolean hasOffers() {
        return !offers.isEmpty();
    }

    @Override
    public Optional<Reply> attempt(UserAuth host) throws SSHException, TimeoutException, InterruptedException {
        while (!offers.isEmpty()) {
            var offer = offers.remove();
            boolean atOnce = first && offer.identity.signsAtOnce();
            first = false;
            report.tried(offer.identity.name());
            var reply = atOnce ? signed(host, offer) : offered(host, offer);
            if (reply.isPresent()) {
                if (reply.get() instanceof Reply.Refused refused) {
                    refused(offer, refused.partial());
                }
                return reply;
            }
        }
        return Optional.empty();
    }

    private void refused(Offer offer, boolean partial) {
        if (partial) {
            report.taken(offer.identity.name());
        } else if (offer.identity.isRsa() && offer.rsa.equals(SHA_512)) {
            offers.add(new Offer(offer.identity, SHA_256));
        }
    }

    private Optional<Reply> offered(UserAuth host, Offer offer)
            throws SSHException, TimeoutException, InterruptedException {
        var packet = host.request(name())
                .putBoolean(false)
                .putString(offer.identity.algorithm(offer.rsa))
                .putString(offer.identity.offer().bytes());
        var reply = host.ask(packet);
        if (!(reply instanceof Reply.Further(var payload))) {
            return Optional.of(reply);
        }
        try {
            var answer = new Buffer.PlainBuffer(payload.bytes());
            var algorithm = answer.readString();
            if (!algorithm.equals(offer.identity.algorithm(offer.rsa))
                    || !Arrays.equals(answer.readBytes(), offer.identity.offer().bytes())) {
                throw new TransportException(DisconnectReason.PROTOCOL_ERROR, "it takes a key that was not offered");
            }
        } catch (Buffer.BufferException e) {
            throw new TransportException(DisconnectReason.PROTOCOL_ERROR, e);
        }
        return signed(host, offer);
    }

    private Optional<Reply> signed(UserAuth host, Offer offer)
            throws SSHException, TimeoutException, InterruptedException {
        var packet = host.request(name())
                .putBoolean(true)
                .putString(offer.identity.algorithm(offer.rsa))
                .putString(offer.identity.offer().bytes());
        var data = new WireWriter()
                .string(host.sessionId())
                .raw(packet.getCompactData())
                .array();
        var signature = sign(offer, data);
        if (signature.isEmpty()) {
            return Optional.empty();
        }
        var reply = host.ask(packet.putString(signature.get()));
        if (reply instanceof Reply.Further) {
            throw new TransportException(DisconnectReason.PROTOCOL_ERROR, "it asks for a signature that it has");
        }
        return Optional.of(reply);
    }

    private Optional<byte[]> sign(Offer offer, byte[] data) throws InterruptedException {
        var identity = offer.identity;
        var algorithm = identity.signature(offer.rsa);
        try {
            return switch (identity.holder()) {
                case Holder.ByAgent(var agent, var key) -> Optional.of(agent.sign(key, algorithm, data));
                case Holder.ByFile(var file) -> sign(identity, file, algorithm, data);
            };
        } catch (AgentException e) {
            var what = Agent.message(e) + " with " + identity.name();
            report.failed(identity.name(), new Problem(what, "see whether ssh-add -T works with that key"));
        } catch (GeneralSecurityException e) {
            var what = identity.name() + " cannot sign: " + e.getMessage();
            report.failed(identity.name(), new Problem(what, "make a new key with ssh-keygen"));
        }
        return Optional.empty();
    }

    private Optional<byte[]> sign(Identity identity, KeyFile file, String algorithm, byte[] data)
            throws InterruptedException, GeneralSecurityException {
        return switch (keyring.open(file)) {
            case Opened.Ready(var key) -> {
                if (key.publicKey().equals(identity.offer().plain())) {
                    yield Optional.of(key.sign(algorithm, data));
                }
                var what = file.name() + ".pub is of another key than " + file.name();
                report.failed(identity.name(), new Problem(what, "make it anew with ssh-keygen -y"));
                yield Optional.empty();
            }
            case Opened.Shut(var problem) -> {
                report.failed(identity.name(), problem);
                yield Optional.empty();
            }
        };
    }
}
