package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import net.schmizz.sshj.transport.Reader;
import net.schmizz.sshj.transport.TransportImpl;
import org.junit.jupiter.api.Test;

/** One class of the library is replaced; these fail when that is no longer what happens, or what it was written for. */
class OwnReaderTest {
    @Test
    void itIsOursThatIsLoaded() {
        assertThat(cameFrom(Reader.class)).isNotEqualTo(cameFrom(TransportImpl.class));
        assertThat(cameFrom(Reader.class)).isEqualTo(cameFrom(Link.class));
    }

    /** Whoever takes another version compares its Reader with ours first. */
    @Test
    void theLibraryIsTheOneThatItWasWrittenFor() {
        assertThat(cameFrom(TransportImpl.class).getPath()).endsWith("/sshj-0.40.0.jar");
    }

    private static URL cameFrom(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
