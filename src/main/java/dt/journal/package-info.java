/**
 * What runs did: a {@link dt.journal.Journal} is written while a run goes on, {@link dt.journal.Journals} finds those of
 * earlier runs, and a {@link dt.journal.PastRun} tells one again. Also the {@link dt.journal.RunLock}, which lets only one
 * run of a name go on at a time.
 *
 * <p>A run is a folder, private to its user, with two files that are only appended to: {@code journal}, a JSON object a
 * line, and {@code output}, the bytes that hosts printed. A line that a dying machine left half written is passed over.
 */
package dt.journal;
