package dt.module.scp;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** "hosts without sftp fall back to a plain stream": one without tar does all that others do. */
class RscpWithoutTarTest extends RscpTest {
    @TempDir
    Path programs;

    @Override
    String path() throws IOException {
        return NoTar.in(programs);
    }
}
