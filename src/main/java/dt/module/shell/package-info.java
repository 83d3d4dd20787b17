/** Modules that run a command or a script: on every host by its shell, or here for every host. */
package dt.module.shell;
