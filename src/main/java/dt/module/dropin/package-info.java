/**
 * Modules that others write: {@link dt.module.dropin.DropIns} finds executable files with a few comment lines in front,
 * which run on the hosts or here, and jars. A broken one is told of when it is asked for, and harms nobody else.
 *
 * <p>A file that runs here reaches its host by two small scripts, {@code $DT_SSH} and {@code $DT_SCP}. They pass their
 * words through a pipe to dt, which has the connection, and give back what it left in files: a shell script can do no
 * more without other programs, so their output comes when the command has ended.
 */
package dt.module.dropin;
