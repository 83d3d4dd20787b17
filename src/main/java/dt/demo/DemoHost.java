package dt.demo;

import java.util.ArrayList;
import java.util.List;

/** One of the hosts: what it is called, where it listens and what it is for. */
record DemoHost(String name, String address, List<String> tags) {
    /** The hosts that answer. */
    static final List<DemoHost> ALL = List.of(
            host("web1", 1, "web", "prod"),
            host("web2", 2, "web", "prod"),
            host("web3", 3, "web", "prod"),
            host("db1", 4, "db", "prod"),
            host("db2", 5, "db", "prod"),
            host("cache1", 6, "cache", "prod"),
            host("mail1", 7, "mail", "prod"),
            host("build1", 8, "build"));

    /** In the inventory, but nobody is there: every real inventory has one of these. */
    static final DemoHost GONE = new DemoHost("old1", address(9), List.of("retired"));

    DemoHost {
        tags = List.copyOf(tags);
    }

    private static DemoHost host(String name, int number, String... more) {
        var tags = new ArrayList<>(List.of("linux"));
        tags.addAll(List.of(more));
        return new DemoHost(name, address(number), tags);
    }

    private static String address(int number) {
        return "127.84.0." + number;
    }
}
