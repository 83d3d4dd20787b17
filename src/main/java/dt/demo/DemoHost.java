package dt.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One of the hosts: what it is called, where it listens and what it is for. */
record DemoHost(String name, String address, List<String> tags) {
    /** The hosts of the tour. */
    static final List<DemoHost> EIGHT = List.of(
            host("web1", 1, "web", "prod", "rack=r1"),
            host("web2", 2, "web", "prod", "rack=r1"),
            host("web3", 3, "web", "prod", "rack=r2"),
            host("db1", 4, "db", "prod", "rack=r1"),
            host("db2", 5, "db", "prod", "rack=r2"),
            host("cache1", 6, "cache", "prod", "rack=r1"),
            host("mail1", 7, "mail", "prod", "rack=r2"),
            host("build1", 8, "build", "rack=r2"));

    private static final int RACK = 40;

    DemoHost {
        tags = List.copyOf(tags);
    }

    /** Hosts that differ in name only. */
    static List<DemoHost> many(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> host("h%04d".formatted(n), n, "rack=r" + (1 + (n - 1) / RACK)))
                .toList();
    }

    private static DemoHost host(String name, int number, String... more) {
        var tags = new ArrayList<>(List.of("linux"));
        tags.addAll(List.of(more));
        return new DemoHost(name, address(number), tags);
    }

    /** Every address in 127.0.0.0/8 is this machine's: RFC 1122 3.2.1.3. */
    private static String address(int number) {
        return "127.84." + number / 250 + "." + (number % 250 + 1);
    }
}
