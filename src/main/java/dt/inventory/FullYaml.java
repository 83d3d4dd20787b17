package dt.inventory;

import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads all of YAML 1.1 but anchors, aliases and explicit types: a file of dt has no use for them, and without them no
 * text can unfold into more than it is or ask for an object to be made.
 */
final class FullYaml implements YamlEvents {
    private final String file;
    private final String source;
    private final ParserImpl parser;

    private @Nullable Event event;
    private boolean done;

    FullYaml(String file, String source) {
        this.file = file;
        this.source = source;
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setProcessComments(false);
        this.parser = new ParserImpl(new StreamReader(new StringReader(source)), options);
    }

    @Override
    public String text() {
        return event instanceof ScalarEvent scalar ? scalar.getValue() : "";
    }

    @Override
    public boolean isPlain() {
        return event instanceof ScalarEvent scalar && scalar.isPlain();
    }

    @Override
    public int line() {
        return event == null ? 1 : event.getStartMark().getLine() + 1;
    }

    @Override
    public int column() {
        return event == null ? 1 : event.getStartMark().getColumn() + 1;
    }

    @Override
    public Kind next() throws InventoryException {
        if (done) {
            return Kind.DONE;
        }
        try {
            while (true) {
                var kind = kindOf(parser.getEvent());
                if (kind != null) {
                    done = kind == Kind.DONE;
                    return kind;
                }
            }
        } catch (MarkedYAMLException e) {
            throw new InventoryException(place(e.getProblemMark()), oneLine(e));
        } catch (ReaderException e) {
            throw new InventoryException(place(e.getPosition()), unprintable(e));
        } catch (YAMLException e) {
            throw new InventoryException(new Place(file, line(), column()), String.valueOf(e.getMessage()));
        }
    }

    /** Null for an event that says nothing. */
    private @Nullable Kind kindOf(Event next) throws InventoryException {
        event = next;
        if (next instanceof NodeEvent node && node.getAnchor() != null) {
            var what = next instanceof AliasEvent ? "an alias" : "an anchor";
            throw new InventoryException(
                    new Place(file, line(), column()),
                    what + " (" + node.getAnchor()
                            + ") is not read here; write the value itself, in quotes if it is text");
        }
        if (hasType(next)) {
            throw new InventoryException(
                    new Place(file, line(), column()), "a type (!) is not read here; write the plain value");
        }
        return switch (next.getEventId()) {
            case MappingStart -> Kind.MAPPING;
            case SequenceStart -> Kind.SEQUENCE;
            case Scalar -> Kind.SCALAR;
            case MappingEnd, SequenceEnd -> Kind.END;
            case DocumentEnd -> {
                refuseAnotherDocument();
                yield Kind.DONE;
            }
            case StreamEnd -> Kind.DONE;
            case StreamStart, DocumentStart, Comment, Alias -> null;
        };
    }

    private static boolean hasType(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag() != null;
            case CollectionStartEvent collection -> collection.getTag() != null;
            default -> false;
        };
    }

    private void refuseAnotherDocument() throws InventoryException {
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            var second = parser.peekEvent().getStartMark();
            throw new InventoryException(place(second), "a second document is not read; write one file for each");
        }
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Of a position in code points. */
    private Place place(int position) {
        var points = source.codePoints().limit(position).toArray();
        var line = 1;
        var column = 1;
        for (var point : points) {
            if (point == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Place(file, line, column);
    }

    private static String unprintable(ReaderException e) {
        return "character U+%04X is not allowed in YAML; remove it".formatted(e.getCodePoint());
    }

    private static String oneLine(MarkedYAMLException e) {
        var problem = String.valueOf(e.getProblem()).strip().replaceAll("\\s+", " ");
        var context = e.getContext() == null ? "" : e.getContext().strip().replaceAll("\\s+", " ") + ": ";
        var hint = problem.contains("'\\t") ? "; indent with blanks" : "";
        return "not YAML: " + context + problem + hint;
    }
}
