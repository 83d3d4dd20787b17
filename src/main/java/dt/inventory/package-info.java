/**
 * Hosts and their tags: what an inventory is and how one is read from {@code hosts.d} folders, dtdb files, Ansible
 * sources and {@code known_hosts}.
 */
package dt.inventory;
