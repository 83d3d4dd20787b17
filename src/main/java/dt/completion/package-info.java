/**
 * Completion at the prompt: the scripts for bash, zsh and fish, made from a {@link dt.completion.Model} of the command
 * line, and what may stand at a place of it. A script has the options and the commands in itself; for everything that
 * changes, hosts, tags, modules and runs, it asks dt.
 *
 * <p>What goes to a shell and back is text alone. A script takes what was typed apart without evaluating it, and quotes
 * what it inserts; names with control characters are never offered.
 */
package dt.completion;
