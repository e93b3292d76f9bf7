// What the page and the Worker of the floor tell each other.
import type { Asker } from '../api/call.ts';
import type { QueueRow } from '../api/rows.ts';
import type { Taken } from '../live/desk.ts';
import type { NameLists, People } from './columns.ts';
import type { View } from './view.ts';

export type ToWorker =
  | { tell: 'begin'; asker: Asker; view: View }
  | { tell: 'view'; view: View }
  /** While it is held, rows keep their places. */
  | { tell: 'hold'; held: boolean };

export type ToPage =
  /** Others than before, with all that is known of them. */
  | { tell: 'people'; people: People; names: NameLists; packed: Float64Array }
  /** `names`, where there are more of them. */
  | { tell: 'changes'; packed: Float64Array; names?: NameLists }
  | { tell: 'order'; order: Uint32Array }
  | { tell: 'summary'; counts: number[]; help: number; shown: number; moved: number }
  | { tell: 'queues'; queues: Taken<QueueRow>[] }
  /** The server's clock minus this machine's. */
  | { tell: 'clock'; offset: number }
  | { tell: 'live'; live: boolean }
  | { tell: 'refused'; error: string };
