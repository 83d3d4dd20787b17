package dt.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.transport.compression.Compression;
import net.schmizz.sshj.transport.compression.DelayedZlibCompression;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA1;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.mac.MAC;

/**
 * The algorithms offered to a host, in order of preference. The defaults are modern ones only; SHA-1 and CBC have to be
 * named, as ssh_config's KexAlgorithms, HostKeyAlgorithms, Ciphers and MACs do.
 *
 * @param hostKeys certificates are offered only to hosts for which an authority is known
 * @param compression whether zlib is offered, for the time after the login
 */
public record Algorithms(
        List<String> kex, List<String> hostKeys, List<String> ciphers, List<String> macs, boolean compression) {
    private static final Map<String, Factory.Named<KeyExchange>> KEX = byName(List.of(
            new HybridKex.Factory(),
            new Curve25519SHA256.Factory(),
            new Curve25519SHA256.FactoryLibSsh(),
            new ECDHNistP.Factory256(),
            new ECDHNistP.Factory384(),
            new ECDHNistP.Factory521(),
            DHGroups.Group16SHA512(),
            DHGroups.Group18SHA512(),
            new DHGexSHA256.Factory(),
            DHGroups.Group14SHA256(),
            DHGroups.Group14SHA1(),
            new DHGexSHA1.Factory(),
            DHGroups.Group1SHA1()));

    private static final Map<String, Factory.Named<KeyAlgorithm>> HOST_KEYS = byName(List.of(
            KeyAlgorithms.EdDSA25519CertV01(),
            KeyAlgorithms.ECDSASHANistp256CertV01(),
            KeyAlgorithms.ECDSASHANistp384CertV01(),
            KeyAlgorithms.ECDSASHANistp521CertV01(),
            KeyAlgorithms.EdDSA25519(),
            KeyAlgorithms.ECDSASHANistp256(),
            KeyAlgorithms.ECDSASHANistp384(),
            KeyAlgorithms.ECDSASHANistp521(),
            KeyAlgorithms.RSASHA512(),
            KeyAlgorithms.RSASHA256(),
            KeyAlgorithms.SSHRSA()));

    private static final Map<String, Factory.Named<Cipher>> CIPHERS = byName(List.of(
            GcmCiphers.AES128GCM(),
            GcmCiphers.AES256GCM(),
            ChachaPolyCiphers.CHACHA_POLY_OPENSSH(),
            BlockCiphers.AES128CTR(),
            BlockCiphers.AES192CTR(),
            BlockCiphers.AES256CTR(),
            BlockCiphers.AES128CBC(),
            BlockCiphers.AES192CBC(),
            BlockCiphers.AES256CBC(),
            BlockCiphers.TripleDESCBC()));

    private static final Map<String, Factory.Named<MAC>> MACS = byName(List.of(
            Macs.HMACSHA2256Etm(),
            Macs.HMACSHA2512Etm(),
            Macs.HMACSHA2256(),
            Macs.HMACSHA2512(),
            Macs.HMACSHA1Etm(),
            Macs.HMACSHA1()));

    /** What is offered when ssh_config says nothing. */
    public static final Algorithms MODERN = new Algorithms(
            modern(KEX, "-sha1"),
            modern(HOST_KEYS, "ssh-rsa"),
            modern(CIPHERS, "-cbc"),
            modern(MACS, "hmac-sha1"),
            false);

    public Algorithms {
        kex = known(KEX, kex);
        hostKeys = known(HOST_KEYS, hostKeys);
        ciphers = known(CIPHERS, ciphers);
        macs = known(MACS, macs);
    }

    List<Factory.Named<KeyExchange>> kexFactories() {
        var all = pick(KEX, kex);
        all.add(new ExtInfoClientFactory());
        return all;
    }

    /** Certificate algorithms only if {@code knownTypes} has them: a host would else show one that nobody vouches for. */
    List<Factory.Named<KeyAlgorithm>> hostKeyFactories(List<String> knownTypes) {
        return pick(
                HOST_KEYS,
                hostKeys.stream()
                        .filter(name -> !name.contains("-cert-") || knownTypes.contains(name))
                        .toList());
    }

    List<Factory.Named<Cipher>> cipherFactories() {
        return pick(CIPHERS, ciphers);
    }

    /** zlib from the login on, as OpenSSH names it: strangers get no say in what the decompressor reads. */
    List<Factory.Named<Compression>> compressionFactories() {
        return compression
                ? List.of(new DelayedZlibCompression.Factory(), new NoneCompression.Factory())
                : List.of(new NoneCompression.Factory());
    }

    List<Factory.Named<MAC>> macFactories() {
        return pick(MACS, macs);
    }

    private static <T> Map<String, Factory.Named<T>> byName(List<Factory.Named<T>> factories) {
        var map = new LinkedHashMap<String, Factory.Named<T>>();
        factories.forEach(factory -> map.put(factory.getName(), factory));
        return map;
    }

    private static List<String> modern(Map<String, ?> all, String old) {
        return all.keySet().stream()
                .filter(name -> !(name.endsWith(old) || name.startsWith("hmac-sha1") || name.equals("3des-cbc")))
                .toList();
    }

    /** Names that neither sshj nor we know are skipped: ssh_config is shared with a newer ssh. */
    private static List<String> known(Map<String, ?> all, List<String> names) {
        return names.stream().filter(all::containsKey).toList();
    }

    private static <T> List<Factory.Named<T>> pick(Map<String, Factory.Named<T>> all, List<String> names) {
        var picked = new ArrayList<Factory.Named<T>>();
        for (var name : names) {
            var factory = all.get(name);
            if (factory != null) {
                picked.add(factory);
            }
        }
        return picked;
    }
}
