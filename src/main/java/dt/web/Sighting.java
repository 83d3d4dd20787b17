package dt.web;

import java.util.List;

/** What was found when a host was looked at. */
public sealed interface Sighting {
    /** The label of the host. */
    String host();

    /** All its services. */
    record Seen(String host, List<ServiceState> services) implements Sighting {
        public Seen {
            services = List.copyOf(services);
        }
    }

    /**
     * Nothing is known of it any more.
     *
     * @param why for a person; may hold words of the host
     */
    record Unseen(String host, String why) implements Sighting {}
}
