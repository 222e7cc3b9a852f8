// One stream of events from the sandbox; after a break it comes back by itself with everything.

import { hear, KINDS } from "./store.js";

const SILENCE_MS = 40_000; // the server speaks at least every 15 seconds
const WAIT_MS = 1_500;

export function listen(onConnection) {
  let source;
  let watch;
  const expectMore = () => {
    clearTimeout(watch);
    watch = setTimeout(again, SILENCE_MS);
  };
  const again = () => {
    source?.close();
    onConnection("lost");
    clearTimeout(watch);
    watch = setTimeout(open, WAIT_MS);
  };
  const open = () => {
    source = new EventSource("/page/events");
    expectMore();
    source.onopen = () => { expectMore(); onConnection("connected"); };
    source.onerror = again;
    source.addEventListener("beat", expectMore);
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        expectMore();
        hear(kind, JSON.parse(event.data));
      });
    }
  };
  onConnection("connecting");
  open();
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => { if (event.persisted) again(); });
}
