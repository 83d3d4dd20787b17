package dt.inventory;

/**
 * A place in a file. Prints as compilers and editors write it: {@code file:line:column}.
 *
 * @param file as the user spelt it
 * @param line from 1; 0: the file as a whole
 * @param column from 1, in characters; 0: the line as a whole
 */
public record Place(String file, int line, int column) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "");
    }
}
