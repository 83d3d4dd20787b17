/**
 * The page of {@code dt web}: what it knows and who may ask. {@link dt.web.Grid} holds the services of all hosts, {@link
 * dt.web.RunBook} the runs with their results in groups, {@link dt.web.Guard} decides on each request before anything
 * looks at it. The program behind the page is the port {@link dt.web.Fleet}; the server before it is {@link
 * dt.web.PageServer}, the only thing that knows HTTP.
 *
 * <p>Grid and results count their changes. A browser says the number that it has seen and gets what came after, all in
 * one piece. So nothing is queued for anybody: a browser that is slow, or was away, costs no memory.
 */
package dt.web;
