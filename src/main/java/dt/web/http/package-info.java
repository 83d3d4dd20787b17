/**
 * The page over HTTP: {@link dt.web.http.HelidonServer} and what it answers. The only package that knows the server
 * library, and loaded with it by a class loader of its own when {@code dt web} runs.
 */
package dt.web.http;
