/**
 * Hosts that live in this process, for trying dt and for measuring it without owning a single machine. They speak real SSH on loopback
 * addresses and really run what they are told, each in a folder of its own. Knows no other package of dt: the hosts are
 * reached like any others, by an inventory and an ssh_config.
 */
package dt.demo;
