// Work in slices: each is a task of its own, so that what a person does meanwhile waits for one of them and no more.

const channel = new MessageChannel();
const waiting = [];
channel.port1.onmessage = () => waiting.shift()();

/** Does it soon and alone, after all that was asked for before. */
export function later(does) {
  waiting.push(does);
  channel.port2.postMessage(null);
}

/** Answers a function that does it soon: once, however often it is called until then. */
export function soon(does) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    later(() => { asked = false; does(); });
  };
}
