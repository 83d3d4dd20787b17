/**
 * The contract of all modules: a {@link dt.module.HostModule} binds its arguments to a {@link dt.module.Job}, the job
 * runs on each host, and what became of it is an {@link dt.module.Outcome}. Fan-out and output know modules only by it.
 */
package dt.module;
