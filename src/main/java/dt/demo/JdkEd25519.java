package dt.demo;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/**
 * Tells the SSH library that the JDK itself knows ed25519 (JEP 339). Left alone it looks for BouncyCastle, which is on the
 * class path for other reasons and takes longer to load than everything else here.
 */
final class JdkEd25519 extends AbstractSecurityProviderRegistrar {
    private static final String PROVIDER = "SunEC";

    private JdkEd25519() {
        super(PROVIDER);
    }

    /**
     * To be called before any other use of the library: it asks once what there is, and remembers. A second call does
     * nothing.
     */
    static void install() {
        synchronized (JdkEd25519.class) {
            if (!SecurityUtils.isAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE)) {
                SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
                SecurityUtils.registerSecurityProvider(new JdkEd25519());
            }
        }
    }

    @Override
    public Provider getSecurityProvider() {
        return Security.getProvider(PROVIDER);
    }

    @Override
    public boolean isSupported() {
        return getSecurityProvider() != null;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new JdkEd25519Keys());
    }
}
