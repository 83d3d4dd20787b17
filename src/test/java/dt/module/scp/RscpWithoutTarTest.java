package dt.module.scp;

import java.io.IOException;

/** "hosts without sftp fall back to a plain stream": one without tar does all that others do. */
class RscpWithoutTarTest extends RscpTest {
    @Override
    String path() throws IOException {
        return NoTar.path();
    }
}
