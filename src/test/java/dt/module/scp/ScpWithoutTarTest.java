package dt.module.scp;

import java.io.IOException;

/** "hosts without sftp fall back to a plain stream": one without tar does all that others do. */
class ScpWithoutTarTest extends ScpTest {
    @Override
    String path() throws IOException {
        return NoTar.path();
    }

    /** Each costs two processes there. */
    @Override
    int many() {
        return 100;
    }
}
