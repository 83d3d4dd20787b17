package dt.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Result;
import dt.remote.Output;
import java.io.IOException;
import java.util.Arrays;

/** Tells an observer of a host as a run does: begun, printed, ended. */
record Retelling(Observer observer, Host host) implements Output {
    static void tell(Observer observer, Result result) {
        var host = result.host();
        observer.started(host);
        if (observer.wantsOutput()) {
            try {
                result.output().replay(new Retelling(observer, host));
            } catch (IOException e) {
                observer.printed(host, true, ("output lost: " + e.getMessage()).getBytes(UTF_8));
            }
        }
        observer.ended(result);
    }

    @Override
    public void stdout(byte[] bytes, int offset, int length) {
        observer.printed(host, false, Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void stderr(byte[] bytes, int offset, int length) {
        observer.printed(host, true, Arrays.copyOfRange(bytes, offset, offset + length));
    }
}
