package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.transport.Reader;
import net.schmizz.sshj.transport.TransportImpl;
import net.schmizz.sshj.transport.random.JCERandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One class of the library is replaced; two of these fail when that is no longer what happens, or what it was written for. */
class OwnReaderTest {
    @Test
    void itIsOursThatIsLoaded() {
        assertThat(cameFrom(Reader.class)).isNotEqualTo(cameFrom(TransportImpl.class));
        assertThat(cameFrom(Reader.class)).isEqualTo(cameFrom(Link.class));
    }

    /** Whoever takes another version compares its Reader with ours first. */
    @Test
    void theLibraryIsTheOneThatItWasWrittenFor() {
        assertThat(cameFrom(TransportImpl.class).getPath()).endsWith("/sshj-0.40.0.jar");
    }

    /** "One sick host never holds up another": nothing takes a virtual thread off its processor but itself. */
    @Test
    @Timeout(120)
    void hostsThatNeverPauseLeaveOthersTheirTurn() throws Exception {
        var talkers = new Talker[2 * Runtime.getRuntime().availableProcessors()];
        for (int i = 0; i < talkers.length; i++) {
            talkers[i] = new Talker();
            new TransportImpl(new Virtual()).init("host", 22, talkers[i], OutputStream.nullOutputStream());
        }
        for (var talker : talkers) {
            assertThat(talker.heard.await(60, TimeUnit.SECONDS))
                    .as("each is read")
                    .isTrue();
        }
        var another = new CountDownLatch(1);

        Thread.ofVirtual().start(another::countDown);

        assertThat(another.await(60, TimeUnit.SECONDS)).as("its turn comes").isTrue();
        for (var talker : talkers) {
            talker.ended = true;
        }
    }

    private static final class Virtual extends ConfigImpl implements Reader.Owner {
        Virtual() {
            setLoggerFactory(LoggerFactory.DEFAULT);
            setRandomFactory(new JCERandom.Factory());
            setVersion("test");
        }

        @Override
        public Thread reader(Runnable work) {
            return Thread.ofVirtual().unstarted(work);
        }
    }

    /** A host of whom there is always more to read: packets to be ignored, RFC 4253 11.2, before any key exchange. */
    private static final class Talker extends InputStream {
        private static final byte[] BANNER = "SSH-2.0-talker\r\n".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] PACKET = {0, 0, 0, 12, 6, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

        final CountDownLatch heard = new CountDownLatch(1);
        volatile boolean ended;
        private long position;

        @Override
        public int read() {
            if (ended) {
                return -1;
            }
            long at = position++;
            if (at < BANNER.length) {
                return BANNER[(int) at];
            }
            if (at == 1_000_000) {
                heard.countDown();
            }
            return PACKET[(int) ((at - BANNER.length) % PACKET.length)];
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            for (int i = 0; i < count; i++) {
                int one = read();
                if (one < 0) {
                    return i == 0 ? -1 : i;
                }
                into[offset + i] = (byte) one;
            }
            return count;
        }

        @Override
        public void close() {
            ended = true;
        }
    }

    private static URL cameFrom(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
