package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** "Messages go to stderr as dt: what happened: why; what to do", also where Java knows no more than a file's name. */
class ReasonsOfFilesTest {
    @Test
    void aBareNameIsNoReason() {
        assertThat(Dt.reason(new AccessDeniedException("/etc/dt/hosts.d/.90-managed.yaml.lock")))
                .isEqualTo("/etc/dt/hosts.d/.90-managed.yaml.lock: permission denied; make it writable for you");
        assertThat(Dt.reason(new NoSuchFileException("/gone/dt")))
                .isEqualTo("/gone/dt: there is no such file or folder; make it first");
    }

    @Test
    void whatHasAReasonKeepsIt() {
        assertThat(Dt.reason(new IOException("No space left on device"))).isEqualTo("No space left on device");
    }
}
