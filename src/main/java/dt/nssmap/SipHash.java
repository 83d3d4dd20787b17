package dt.nssmap;

/** SipHash-2-4 with 64 bits, by Aumasson and Bernstein (2012). */
final class SipHash {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    /** Section 2.1 of the paper: the key, and "somepseudorandomlygeneratedbytes". */
    private SipHash(byte[] key) {
        long k0 = littleEndian(key, 0, 8);
        long k1 = littleEndian(key, 8, 8);
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    /** The hash as an unsigned number. */
    static long of(byte[] key, byte[] text) {
        var hash = new SipHash(key);
        int at = 0;
        for (; text.length - at >= 8; at += 8) {
            hash.absorb(littleEndian(text, at, 8));
        }
        hash.absorb((long) text.length << 56 | littleEndian(text, at, text.length - at));
        hash.v2 ^= 0xff;
        hash.mix(4);
        return hash.v0 ^ hash.v1 ^ hash.v2 ^ hash.v3;
    }

    private void absorb(long word) {
        v3 ^= word;
        mix(2);
        v0 ^= word;
    }

    private void mix(int rounds) {
        for (int i = 0; i < rounds; i++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }

    private static long littleEndian(byte[] bytes, int from, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes[from + i] & 0xffL) << (8 * i);
        }
        return word;
    }
}
