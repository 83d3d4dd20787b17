package dt.ssh;

import java.util.concurrent.CompletableFuture;

/** A connection that is being made, as the pool sees it. */
interface Making {
    /** Begins; does not wait. */
    void start();

    /** Has the link in the end, or a {@link dt.remote.RemoteException}. */
    CompletableFuture<Link> result();

    /** Nobody wants the result any more. */
    void abandon();
}
