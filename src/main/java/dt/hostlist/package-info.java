/**
 * Host lists as text: {@code web[01-20,30],db{a,b}} stands for many names, and many names fold back into one such text.
 * Knows nothing of inventories, and opens nothing.
 */
package dt.hostlist;
