package dt.ssh.key;

/** The part of a key file that a passphrase protects, with the tag of a cipher that has one. */
final class SealedBytes {
    private final byte[] bytes;
    private final byte[] tag;

    SealedBytes(byte[] bytes, byte[] tag) {
        this.bytes = bytes;
        this.tag = tag;
    }

    byte[] bytes() {
        return bytes;
    }

    byte[] tag() {
        return tag;
    }
}
