package dt.supervise;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/**
 * Named pipes, opened for writing without waiting for a reader. Answers are numbers of errno(3), which Linux and the
 * BSDs share as far as they are named here.
 */
final class Fifo {
    static final int DONE = 0;
    static final int EPERM = 1;
    static final int ENOENT = 2;
    /** Nobody reads. */
    static final int ENXIO = 6;

    static final int EACCES = 13;
    static final int ENOTDIR = 20;
    /** The reader went away just now. */
    static final int EPIPE = 32;

    private static final int O_WRONLY = 1;
    private static final int O_NONBLOCK = System.getProperty("os.name", "").equals("Linux") ? 0x800 : 0x4;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle NUMBER = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    // open(2) has a third argument only where it makes a file.
    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle WRITE = function(
            "write",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Fifo() {}

    @SuppressWarnings("restricted") // these three functions have the types that POSIX gives them
    private static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, ERRNO);
    }

    /** Writes these letters in one piece; none: only sees whether somebody reads. Never waits. */
    static int write(Path fifo, String letters) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            int fd = (int) OPEN.invokeExact(state, arena.allocateFrom(fifo.toString()), O_WRONLY | O_NONBLOCK);
            if (fd < 0) {
                return (int) NUMBER.get(state, 0L);
            }
            try {
                return letters.isEmpty() ? DONE : write(fd, letters, arena, state);
            } finally {
                int _ = (int) CLOSE.invokeExact(state, fd);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("open, write or close of the C library cannot be called", e);
        }
    }

    private static int write(int fd, String letters, Arena arena, MemorySegment state) throws Throwable {
        var bytes = arena.allocateFrom(letters);
        long written = (long) WRITE.invokeExact(state, fd, bytes, (long) letters.length());
        // So few bytes are written whole or not at all: pipe(7).
        return written == letters.length() ? DONE : (int) NUMBER.get(state, 0L);
    }
}
