/**
 * Services of this machine under runit(8) or daemontools: their state read, and what is wanted of them said, as sv(8) and
 * svc(8) do, without these programs. Knows no other package of dt, and can be used without the rest.
 *
 * <pre>{@code
 * var httpd = Service.at(Path.of("/var/service/httpd"));
 * httpd.status();                                   // Status[state=DOWN, want=DOWN, pid=null, uptime=PT5M, ...]
 * httpd.start();
 * httpd.await(State.UP, Duration.ofSeconds(7));     // Optional[Status[state=UP, want=UP, pid=4711, uptime=PT0S, ...]]
 * httpd.status().action();                          // Optional.empty: nothing is pending
 * httpd.stop();
 * }</pre>
 *
 * <p>runsv(8) and supervise(8) tell of a service in the file {@code supervise/status}, which they replace by a rename, and
 * take letters from the FIFO {@code supervise/control}. That somebody supervises the service at all is seen by its other
 * FIFO, {@code supervise/ok}, having a reader. Both FIFOs are opened with {@code O_NONBLOCK} through the foreign function
 * interface of Java, since Java's own open(2) would wait for a reader for ever; programs that use this package run with
 * {@code --enable-native-access}.
 *
 * <p>What goes wrong is a {@link dt.supervise.SuperviseException}, of one kind for each thing that a person can do about it.
 */
package dt.supervise;
