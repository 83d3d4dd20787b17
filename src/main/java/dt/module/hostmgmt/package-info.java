/** Modules about the hosts themselves and what the inventory says of them. */
package dt.module.hostmgmt;
