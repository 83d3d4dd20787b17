package dt.cli;

import dt.module.UsageException;
import dt.web.Guard;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The page's certificate.
 *
 * @param names what it calls this machine
 */
record WebTls(SSLContext context, Set<String> names) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final int DNS = 2;
    private static final int IP = 7;

    /** Reads both files. */
    static WebTls read(Path cert, Path key) throws UsageException {
        try {
            var chain = chain(cert);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("page", privateKey(key), new char[0], chain.toArray(new Certificate[0]));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return new WebTls(context, names(chain.getFirst()));
        } catch (IOException | GeneralSecurityException e) {
            throw new UsageException("--cert " + cert + " and --key " + key + " cannot be used: " + e.getMessage());
        }
    }

    private static List<X509Certificate> chain(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            var chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new IOException("there is no certificate in " + file);
            }
            return chain;
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        var found = KEY.matcher(Files.readString(file));
        if (!found.find()) {
            throw new IOException("there is no BEGIN PRIVATE KEY in " + file
                    + "; openssl pkcs8 -topk8 -nocrypt makes one of any other key");
        }
        var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (var algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException other) {
                // The encoding names the algorithm; the next one may be it.
            }
        }
        throw new GeneralSecurityException("the private key is neither EC nor RSA nor EdDSA");
    }

    private static Set<String> names(X509Certificate cert) throws GeneralSecurityException {
        var names = new HashSet<String>();
        var listed = cert.getSubjectAlternativeNames();
        if (listed != null) {
            for (var entry : listed) {
                if (entry.getFirst() instanceof Integer kind && entry.get(1) instanceof String name) {
                    switch (kind) {
                        case DNS -> names.add(name);
                        case IP -> names.add(Guard.literal(InetAddress.ofLiteral(name)));
                        default -> {}
                    }
                }
            }
        }
        return names;
    }
}
