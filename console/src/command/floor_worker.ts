// The Worker of the floor: it has the socket and reads JSON, so that the page only paints.
import type { Asker } from '../api/call.ts';
import { Feed } from '../live/feed.ts';
import type { ToPage, ToWorker } from './floor_messages.ts';
import { FloorSource } from './floor_source.ts';

const CHANGES_EVERY_MS = 100;
const ORDER_EVERY_MS = 1000;

const tell = (message: ToPage): void => postMessage(message);
const source = new FloorSource(tell, Date.now);

function begin(asker: Asker): void {
  new Feed(asker, ['board'], {
    message: (message) => source.take(message),
    phone: () => undefined, // This connection has none.
    live: (live) => tell({ tell: 'live', live }),
    refused: (error) => tell({ tell: 'refused', error }),
  });
  setInterval(() => source.tellChanges(), CHANGES_EVERY_MS);
  setInterval(() => source.tellOrder(), ORDER_EVERY_MS);
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  source.asked(data);
  if (data.tell === 'begin') begin(data.asker);
});
