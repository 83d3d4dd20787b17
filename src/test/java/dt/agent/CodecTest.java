package dt.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CodecTest {
    private static final long SEED = 20_261_124;

    private final Random random = new Random(SEED);

    static Stream<Class<?>> everyFrame() {
        return Arrays.stream(Frame.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("everyFrame")
    void everyFrameComesBackAsItWas(Class<?> kind) throws Exception {
        for (int i = 0; i < 200; i++) {
            var frame = made(kind);

            assertThat(Codec.decode(body(Codec.encode(frame)))).isEqualTo(frame);
        }
    }

    @Test
    void outputIsTheSameFrameWithItsBytesBehindIt() {
        for (int length : new int[] {0, 1, 300, 70_000}) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            var head = Codec.output(2, length);

            assertThat(ByteBuffer.allocate(head.remaining() + length)
                            .put(head)
                            .put(bytes)
                            .flip())
                    .isEqualTo(Codec.encode(new Frame.Output(2, new Piece(bytes))));
        }
    }

    @ParameterizedTest
    @MethodSource("everyFrame")
    void aFrameCutShortOrTooLongIsRefused(Class<?> kind) throws Exception {
        var whole = body(Codec.encode(made(kind)));

        for (int length = 0; length < whole.remaining(); length++) {
            var cut = whole.slice(0, length);
            assertThatThrownBy(() -> Codec.decode(cut)).isInstanceOf(FrameException.class);
        }
        var longer = ByteBuffer.allocate(whole.remaining() + 1)
                .put(whole)
                .put((byte) 0)
                .flip();
        assertThatThrownBy(() -> Codec.decode(longer)).isInstanceOf(FrameException.class);
    }

    @Test
    void strangersBytesAreAFrameOrRefusedAndNothingElse() throws Exception {
        var kinds = everyFrame().toList();
        int refused = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes;
            if (i % 2 == 0) {
                bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
            } else {
                var body = body(Codec.encode(made(kinds.get(random.nextInt(kinds.size())))));
                bytes = new byte[body.remaining()];
                body.get(bytes);
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                Codec.decode(ByteBuffer.wrap(bytes));
            } catch (FrameException expected) {
                refused++;
            } catch (RuntimeException bug) {
                throw new AssertionError(HexFormat.of().formatHex(bytes), bug);
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aLengthWithoutBytesCostsNoMemory() {
        var list =
                ByteBuffer.allocate(5).put((byte) 2).putInt(Integer.MAX_VALUE).flip();

        assertThatThrownBy(() -> Codec.decode(list)).hasMessageContaining("2147483647 texts in 0 bytes");
    }

    @Test
    void theHeaderOfTheClientHasTheSameFrames() throws Exception {
        var header = java.nio.file.Files.readString(java.nio.file.Path.of("src/main/c/dt/protocol.h"));
        var numbers = Pattern.compile("(?m)^    ([A-Z_]+) = (\\d+)")
                .matcher(header)
                .results()
                .collect(Collectors.toMap(CodecTest::nameOf, m -> Integer.parseInt(m.group(2))));

        for (var kind : everyFrame().toList()) {
            var encoded = body(Codec.encode(made(kind)));
            assertThat(numbers).containsEntry(kind.getSimpleName(), encoded.get(0) & 0xff);
        }
        assertThat(numbers).hasSameSizeAs(everyFrame().toList());
    }

    private static String nameOf(MatchResult found) {
        return Arrays.stream(found.group(1).split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static ByteBuffer body(ByteBuffer frame) {
        assertThat(frame.getInt()).isEqualTo(frame.remaining());
        return frame.slice();
    }

    private Frame made(Class<?> kind) throws ReflectiveOperationException {
        var components = kind.getRecordComponents();
        var constructor = kind.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        return (Frame) constructor.newInstance(
                Arrays.stream(components).map(this::value).toArray());
    }

    private Object value(RecordComponent component) {
        return switch (component.getType().getSimpleName()) {
            case "int" -> random.nextInt();
            case "boolean" -> random.nextBoolean();
            case "String" -> text();
            case "List" -> texts();
            case "Piece" -> {
                var bytes = new byte[random.nextInt(600)];
                random.nextBytes(bytes);
                yield new Piece(bytes);
            }
            case String other -> throw new AssertionError("no value for " + other);
        };
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        for (int i = random.nextInt(5); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    private String text() {
        return random.ints(random.nextInt(30), 0, 0x11_0000)
                .filter(c -> c < 0xd800 || c > 0xdfff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
