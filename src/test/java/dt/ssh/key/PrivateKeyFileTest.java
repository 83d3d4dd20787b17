package dt.ssh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.fleet.OpenSsh;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what ssh-keygen writes. */
class PrivateKeyFileTest {
    private static final Map<String, String> ALGORITHMS = Map.of(
            "ssh-ed25519", "ssh-ed25519",
            "ssh-rsa", "rsa-sha2-512",
            "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ed25519,256", "ecdsa,256", "ecdsa,384", "ecdsa,521", "rsa,2048"})
    void aKeyOfEveryTypeSignsSoThatItsPublicKeyAgrees(String type, String bits) throws Exception {
        var file = OpenSsh.keygen(folder.resolve("key"), "-t", type, "-b", bits);

        var key = PrivateKeyFile.parse(Files.readAllBytes(file)).open(null);

        assertThat(key.publicKey()).isEqualTo(publicKeyOf(file));
        assertThat(verifies(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes256-ctr",
                "aes128-ctr",
                "aes192-ctr",
                "aes256-cbc",
                "aes128-cbc",
                "3des-cbc",
                "aes256-gcm@openssh.com",
                "aes128-gcm@openssh.com",
                "chacha20-poly1305@openssh.com"
            })
    void everyCipherOfSshKeygenOpensWithItsPassphraseOnly(String cipher) throws Exception {
        var path = OpenSsh.keygen(folder.resolve("key"), "-t", "ed25519", "-N", "gehéim", "-Z", cipher, "-a", "2");

        var file = PrivateKeyFile.parse(Files.readAllBytes(path));

        assertThat(file.isEncrypted()).isTrue();
        assertThat(file.publicKey()).contains(publicKeyOf(path));
        assertThat(verifies(file.open("gehéim".toCharArray()))).isTrue();
        assertThatThrownBy(() -> file.open("wrong".toCharArray())).isInstanceOf(WrongPassphraseException.class);
        assertThatThrownBy(() -> file.open(null)).isInstanceOf(WrongPassphraseException.class);
    }

    @ParameterizedTest
    @CsvSource({"rsa,PEM", "ecdsa,PEM", "rsa,PKCS8", "ecdsa,PKCS8"})
    void theFormatsOfOpensslAreRead(String type, String format) throws Exception {
        var path = OpenSsh.keygen(folder.resolve("key"), "-t", type, "-m", format);

        var key = PrivateKeyFile.parse(Files.readAllBytes(path)).open(null);

        assertThat(key.publicKey()).isEqualTo(publicKeyOf(path));
        assertThat(verifies(key)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"rsa,PEM", "ecdsa,PEM", "rsa,PKCS8", "ecdsa,PKCS8"})
    void theFormatsOfOpensslAreDecrypted(String type, String format) throws Exception {
        var path = OpenSsh.keygen(folder.resolve("key"), "-t", type, "-m", format, "-N", "secret");

        var file = PrivateKeyFile.parse(Files.readAllBytes(path));

        assertThat(file.isEncrypted()).isTrue();
        assertThat(verifies(file.open("secret".toCharArray()))).isTrue();
        assertThatThrownBy(() -> file.open("wrong".toCharArray())).isInstanceOf(WrongPassphraseException.class);
    }

    @Test
    void thePassphraseStaysAsItWasForItsOwnerToWipe() throws Exception {
        var path = OpenSsh.keygen(folder.resolve("key"), "-t", "ecdsa", "-m", "PKCS8", "-N", "secret");
        var passphrase = "secret".toCharArray();

        PrivateKeyFile.parse(Files.readAllBytes(path)).open(passphrase);

        assertThat(passphrase).containsExactly('s', 'e', 'c', 'r', 'e', 't');
    }

    @Test
    void aFileWhosePublicPartWasExchangedIsRefused() throws Exception {
        var mine = lines(OpenSsh.keygen(folder.resolve("mine"), "-t", "ed25519"));
        var theirs = lines(OpenSsh.keygen(folder.resolve("theirs"), "-t", "ed25519"));
        var bytes = java.util.Base64.getDecoder().decode(mine);
        var other = java.util.Base64.getDecoder().decode(theirs);
        // Magic, "none" twice, empty options, count, length: the public key is at the same place in both.
        System.arraycopy(other, 39, bytes, 39, 55);
        var text = OpenSshKeyFile.BEGIN + "\n" + java.util.Base64.getEncoder().encodeToString(bytes)
                + "\n-----END OPENSSH PRIVATE KEY-----\n";

        assertThatThrownBy(() -> PrivateKeyFile.parse(text.getBytes(StandardCharsets.US_ASCII))
                        .open(null))
                .isInstanceOf(MalformedKeyException.class)
                .hasMessage("its public part is of another key");
    }

    @Test
    void whatIsNoKeyIsRefused() {
        for (var text : List.of("", "hello", OpenSshKeyFile.BEGIN, OpenSshKeyFile.BEGIN + "\n!!\n-----END OPENSSH")) {
            assertThatThrownBy(() -> PrivateKeyFile.parse(text.getBytes(StandardCharsets.US_ASCII)))
                    .isInstanceOf(MalformedKeyException.class);
        }
    }

    private static String lines(Path file) throws Exception {
        var all = Files.readAllLines(file);
        return String.join("", all.subList(1, all.size() - 1));
    }

    private static KeyBlob publicKeyOf(Path file) throws Exception {
        return PublicKeyFile.parse(Files.readAllBytes(Path.of(file + ".pub")));
    }

    private static boolean verifies(SigningKey key) throws Exception {
        var data = "some data".getBytes(StandardCharsets.US_ASCII);
        var algorithm = ALGORITHMS.get(key.publicKey().typeName());
        var reader = new WireReader(key.sign(algorithm, data));
        assertThat(reader.text()).isEqualTo(algorithm);
        var signature = reader.string();
        var verifier = Signature.getInstance(SignatureNames.ofJava(algorithm).orElseThrow());
        verifier.initVerify(PublicFields.read(key.publicKey()));
        verifier.update(data);
        return verifier.verify(algorithm.startsWith("ecdsa") ? EcdsaSignature.toDer(signature) : signature)
                && !Arrays.equals(signature, data);
    }
}
