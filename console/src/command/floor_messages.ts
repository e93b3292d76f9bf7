// What the page and the Worker of the floor tell each other.
import type { Asker } from '../api/call.ts';
import type { QueueRow } from '../api/rows.ts';
import type { Taken } from '../live/desk.ts';
import type { Need, SiteSum } from './arrange.ts';
import type { NameLists, People } from './columns.ts';
import type { View } from './view.ts';

export type ToWorker =
  | { tell: 'begin'; asker: Asker; view: View }
  | { tell: 'view'; view: View }
  /** While it is held, rows keep their places. */
  | { tell: 'hold'; held: boolean };

/** What is counted, at most once a second. */
export interface FloorSums {
  /** By the place of a state's name. */
  counts: readonly number[];
  help: number;
  /** By the place of a site's name. */
  sites: readonly SiteSum[];
  /** By the place in ATTENTIONS. */
  needs: readonly Need[];
  /** Rows in the view. */
  shown: number;
  /** Rows that another order waits for. */
  moved: number;
}

export type ToPage =
  /** Others than before, with all that is known of them. */
  | { tell: 'people'; people: People; names: NameLists; packed: Float64Array }
  /** `names`, where there are more of them. */
  | { tell: 'changes'; packed: Float64Array; names?: NameLists }
  | { tell: 'order'; order: Uint32Array }
  | { tell: 'summary' } & FloorSums
  | { tell: 'queues'; queues: Taken<QueueRow>[] }
  /** The server's clock minus this machine's. */
  | { tell: 'clock'; offset: number }
  | { tell: 'live'; live: boolean }
  | { tell: 'refused'; error: string };
