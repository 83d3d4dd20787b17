/**
 * Services on hosts: {@link dt.module.runit.Runit}.
 *
 * <p>A host gets one command whatever the number of services: a script for {@code sh}, with the words of this run behind
 * it. The host prints the twenty bytes of each service as hexadecimal digits and its own time; what they mean is known
 * here, in {@link dt.supervise}, and nowhere else. Waiting is done there, so that it costs no round trips.
 *
 * <p>What the host prints is anybody's bytes: {@link dt.module.runit.Answer} takes it only when it is whole and about the
 * services that were asked for.
 */
package dt.module.runit;
