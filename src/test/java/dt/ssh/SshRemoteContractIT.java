package dt.ssh;

import dt.inventory.Host;
import dt.remote.Remote;

/** SSH keeps what every way to a host promises. */
class SshRemoteContractIT extends SshContract {
    @Override
    protected Remote remote() {
        return to(Host.named("127.4.5.6"));
    }
}
