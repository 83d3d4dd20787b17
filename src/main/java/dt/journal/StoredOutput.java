package dt.journal;

import dt.module.Captured;
import dt.remote.Output;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;

/** What a host printed in an earlier run. Holds nothing open and little in memory. */
record StoredOutput(Path file, long from, long length, long bytes, boolean truncated) implements Captured {
    private static final int SIZE = 64 << 10;

    @Override
    public void replay(Output output) throws IOException {
        if (length == 0) {
            return;
        }
        try (var stream = new FileInputStream(file.toFile())) {
            stream.skipNBytes(from);
            var in = new DataInputStream(new BufferedInputStream(stream, SIZE));
            var block = new byte[(int) Math.min(SIZE, length)];
            long left = length;
            while (left > 0) {
                int head = in.readInt();
                int size = head & ~OutputFile.ERROR;
                left -= OutputFile.HEAD + (long) size;
                if (left < 0) {
                    throw new IOException("the output file of the run is damaged");
                }
                while (size > 0) {
                    int some = Math.min(size, block.length);
                    in.readFully(block, 0, some);
                    if ((head & OutputFile.ERROR) == 0) {
                        output.stdout(block, 0, some);
                    } else {
                        output.stderr(block, 0, some);
                    }
                    size -= some;
                }
            }
        }
    }

    @Override
    public void close() {}
}
