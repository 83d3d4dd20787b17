/**
 * Hosts and their tags: what an inventory is and how one is read from {@code hosts.d} folders, dtdb files, Ansible
 * sources and {@code known_hosts}.
 *
 * <p>Each file becomes a {@link dt.inventory.HostFile}: names, and claims on what they are, with their places. {@link
 * dt.inventory.Merge} lays the files over each other. YAML is read by a short cut that knows the plain part of it and by
 * SnakeYAML where that is not sure; a text gives the same either way.
 */
package dt.inventory;
