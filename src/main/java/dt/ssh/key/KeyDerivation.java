package dt.ssh.key;

import com.hierynomus.sshj.userauth.keyprovider.bcrypt.BCrypt;
import java.util.Arrays;

/** How a passphrase becomes the key of a cipher: bcrypt_pbkdf, or not at all. */
final class KeyDerivation {
    /** ssh-keygen's default is 16 or 24, a tenth of a second; a file that asks for hours is refused. */
    private static final int MOST_ROUNDS = 10_000;

    private final byte[] salt;
    private final int rounds;

    private KeyDerivation(byte[] salt, int rounds) {
        this.salt = salt;
        this.rounds = rounds;
    }

    static KeyDerivation read(String name, byte[] options) throws MalformedKeyException {
        if (name.equals("none")) {
            return new KeyDerivation(new byte[0], 0);
        }
        if (!name.equals("bcrypt")) {
            throw new MalformedKeyException("unknown key derivation");
        }
        var reader = new WireReader(options);
        var salt = reader.string();
        int rounds = reader.u32();
        if (salt.length == 0 || rounds < 1 || rounds > MOST_ROUNDS) {
            throw new MalformedKeyException("a key derivation of " + rounds + " rounds");
        }
        return new KeyDerivation(salt, rounds);
    }

    boolean isNone() {
        return rounds == 0;
    }

    byte[] derive(char[] passphrase, int length) {
        var bytes = Secrets.utf8(passphrase);
        var output = new byte[length];
        new BCrypt().pbkdf(bytes, salt, rounds, output);
        Arrays.fill(bytes, (byte) 0);
        return output;
    }
}
