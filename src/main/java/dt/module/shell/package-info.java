/** The module {@code ssh}: one command line for the login shell of every host. */
package dt.module.shell;
