package dt.module;

import dt.inventory.Host;

/** How a host would be reached, for modules that go there without dt's own connection. */
@FunctionalInterface
public interface Way {
    /** What the inventory says, and where it is silent the name, port 22 and no user. */
    Way OF_INVENTORY = host -> {
        var login = host.login();
        var address = login.address();
        var port = login.port();
        var user = login.user();
        return new Place(address == null ? host.name() : address, port == null ? 22 : port, user == null ? "" : user);
    };

    /** Where the host is, by inventory and ssh_config. */
    Place to(Host host);

    /**
     * An end of the way.
     *
     * @param user login name, empty when nothing says one
     */
    record Place(String address, int port, String user) {}
}
