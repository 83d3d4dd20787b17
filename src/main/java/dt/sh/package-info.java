/**
 * The interactive shell, {@code dt sh}: reads lines, keeps the selector and the options in force, and has the rest of dt
 * do each line, by the words that one would type for it ({@link dt.sh.Calls}). So a line does what the same call of dt
 * does.
 *
 * <p>A line that begins with {@code :}, {@code .} or {@code @} is for the shell itself ({@link dt.sh.OwnWord}; the
 * original had the last two, and they mean the same), any other goes to the hosts as it is. A blank in front sends also
 * {@code ./script} there, and keeps the line out of the history.
 */
package dt.sh;
