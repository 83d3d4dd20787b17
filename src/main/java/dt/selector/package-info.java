/** Says which hosts of an inventory a run is for: text, to a tree that prints as typed, to hosts. */
package dt.selector;
