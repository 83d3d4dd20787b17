package dt.ssh;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.function.Consumer;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.Digest;
import net.schmizz.sshj.transport.kex.KeyExchange;

/** A key exchange that computes only when it is its turn, and keeps the host key as the host sent it. */
record WatchedKex(KeyExchange inner, Computing.Share computing, Consumer<byte[]> hostKeyBlob) implements KeyExchange {
    static Factory.Named<KeyExchange> factory(
            Factory.Named<KeyExchange> inner, Computing.Share computing, Consumer<byte[]> hostKeyBlob) {
        return new Factory.Named<>() {
            @Override
            public String getName() {
                return inner.getName();
            }

            @Override
            public KeyExchange create() {
                return new WatchedKex(inner.create(), computing, hostKeyBlob);
            }
        };
    }

    @Override
    public void init(Transport transport, String serverId, String clientId, byte[] serverInit, byte[] clientInit)
            throws GeneralSecurityException, TransportException {
        computing.begin();
        try {
            inner.init(transport, serverId, clientId, serverInit, clientInit);
        } finally {
            computing.end();
        }
    }

    @Override
    public boolean next(Message message, SSHPacket packet) throws GeneralSecurityException, TransportException {
        peek(message, packet);
        computing.begin();
        try {
            return inner.next(message, packet);
        } catch (RuntimeException e) {
            // Malformed points and keys come out of the JDK and of sshj in many shapes.
            throw new TransportException("the host's key exchange makes no sense", e);
        } finally {
            computing.end();
        }
    }

    /** The last message of every exchange, 31 or for group exchange 33, begins with the host key. */
    private void peek(Message message, SSHPacket packet) throws TransportException {
        if (message != Message.KEXDH_31 && message != Message.KEX_DH_GEX_REPLY) {
            return;
        }
        int position = packet.rpos();
        try {
            hostKeyBlob.accept(packet.readBytes());
        } catch (Buffer.BufferException e) {
            throw new TransportException(e);
        } finally {
            packet.rpos(position);
        }
    }

    @Override
    public byte[] getH() {
        return inner.getH();
    }

    @Override
    public BigInteger getK() {
        return inner.getK();
    }

    @Override
    public Digest getHash() {
        return inner.getHash();
    }

    @Override
    public PublicKey getHostKey() {
        return inner.getHostKey();
    }
}
