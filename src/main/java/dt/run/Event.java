package dt.run;

import dt.inventory.Host;
import dt.module.Result;

/** What the threads of a run tell the thread that speaks to the observer. */
sealed interface Event {
    record Started(Host host) implements Event {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Printed(Host host, boolean error, byte[] bytes, Live from) implements Event {}

    record Ended(Result result) implements Event {}

    /** The roster has changed: look at it. */
    record Changed() implements Event {}
}
