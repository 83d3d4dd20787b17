package dt.cli;

import dt.inventory.Host;
import dt.module.Way;
import dt.sshconfig.SshConfig;
import dt.sshconfig.SshConfigException;
import java.util.Optional;

/** Where hosts are by all that decides of it: selector, inventory, {@code -u} and ssh_config. */
record ConfiguredWay(SshConfig config, Optional<String> user) implements Way {
    @Override
    public Place to(Host host) {
        try {
            var settings = config.resolve(Sessions.query(host, user));
            return new Place(settings.hostName(), settings.port(), settings.user());
        } catch (SshConfigException e) {
            // A connection of dt would say what is wrong; whoever needs none can go on with the inventory's words.
            return OF_INVENTORY.to(host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OF_INVENTORY.to(host);
        }
    }
}
