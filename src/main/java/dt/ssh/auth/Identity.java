package dt.ssh.auth;

import dt.ssh.key.KeyBlob;

/**
 * A key that may be offered to a host.
 *
 * @param name as messages call it
 * @param offer key or certificate
 * @param holder who signs with it
 */
record Identity(String name, KeyBlob offer, Holder holder) {

    /** Who has the private key. */
    sealed interface Holder {
        /** The agent does, and calls the key {@code listed}. */
        record ByAgent(Agent agent, KeyBlob listed) implements Holder {}

        record ByFile(KeyFile file) implements Holder {}
    }

    /** Signing costs nobody's attention, so it can be done before the host has said that it takes the key. */
    boolean signsAtOnce() {
        return switch (holder) {
            case Holder.ByAgent _ -> false;
            case Holder.ByFile(var file) -> file.isOpen();
        };
    }

    boolean isRsa() {
        return offer.type() == dt.ssh.key.KeyType.RSA;
    }

    /**
     * The algorithm of the signature: RSA keys have several (RFC 8332), all others one.
     *
     * @param rsa {@code rsa-sha2-512} or {@code rsa-sha2-256}
     */
    String signature(String rsa) {
        return isRsa() ? rsa : offer.type().plainName();
    }

    /** The same as the request names it: that of a certificate has a name of its own. */
    String algorithm(String rsa) {
        boolean certified = !offer.equals(offer.plain());
        if (!isRsa()) {
            return offer.typeName();
        }
        return certified ? rsa + "-cert-v01@openssh.com" : rsa;
    }
}
