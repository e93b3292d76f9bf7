// The floor's feed made small: rows as they change, an order and sums at most once a second.
import type { FeedMessage } from '../api/rows.ts';
import { arrange, Ranks } from './arrange.ts';
import type { ToPage, ToWorker } from './floor_messages.ts';
import { FloorTable } from './floor_table.ts';
import { viewOf, type View } from './view.ts';

/** Runs in the Worker; knows nothing of sockets and timers, so that tests can be the clock. */
export class FloorSource {
  private readonly table = new FloorTable();
  private ranks = new Ranks(this.table.columns, []);
  private view: View = viewOf({});
  private isHeld = false;
  private order = new Uint32Array();
  private namesTold = 0;
  private summary = '';
  private clockOffset = 0;
  private readonly tell: (message: ToPage) => void;
  private readonly clock: () => number;

  constructor(tell: (message: ToPage) => void, clock: () => number) {
    this.tell = tell;
    this.clock = clock;
  }

  take({ snapshot, changes }: FeedMessage): void {
    if (snapshot?.at) {
      this.clockOffset = Date.parse(snapshot.at) - this.clock();
      this.tell({ tell: 'clock', offset: this.clockOffset });
    }
    const now = this.clock() + this.clockOffset;
    if (snapshot) this.table.takeSnapshot(snapshot, now);
    else if (changes) this.table.takeChanges(changes, now);
    if (this.table.isNew) this.tellPeople();
  }

  asked(message: ToWorker): void {
    if (message.tell === 'hold') {
      this.isHeld = message.held;
    } else {
      this.view = message.view;
    }
    if (message.tell !== 'begin') this.arrange(message.tell === 'view');
  }

  /** Some times a second: what has changed since. */
  tellChanges(): void {
    const { changed, columns } = this.table;
    if (changed.size === 0) return;
    const names = this.newNames();
    const packed = columns.packed(changed, changed.size);
    this.tell({ tell: 'changes', packed, ...(names ? { names } : {}) });
    changed.clear();
  }

  /** Once a second: the order, the sums and the queues, where they are others. */
  tellOrder(): void {
    this.arrange(false);
    this.tellQueues();
  }

  private tellQueues(): void {
    if (!this.table.queuesChanged) return;
    this.table.queuesChanged = false;
    this.tell({ tell: 'queues', queues: [...this.table.queues.values()] });
  }

  private tellPeople(): void {
    const { columns, teams } = this.table;
    this.table.isNew = false;
    this.ranks = new Ranks(columns, teams.list);
    const packed = columns.packed(columns.state.keys(), columns.rows);
    this.newNames();
    this.tell({ tell: 'people', people: columns.people, names: this.table.nameLists, packed });
    this.table.queuesChanged = true;
    this.order = new Uint32Array(); // The page begins anew, and has none.
    this.arrange(true);
    this.tellQueues();
  }

  private newNames() {
    const { nameLists } = this.table;
    const count = Object.values(nameLists).reduce((sum, list) => sum + list.length, 0);
    if (count === this.namesTold) return undefined;
    this.namesTold = count;
    return nameLists;
  }

  private arrange(atOnce: boolean): void {
    const { order, ...sums } = arrange(
      this.table, this.ranks, this.view, this.clock() + this.clockOffset,
    );
    let moved = differences(this.order, order);
    if (moved > 0 && (atOnce || !this.isHeld)) {
      moved = 0;
      this.order = order;
      this.tell({ tell: 'order', order });
    }
    const summary = { tell: 'summary', ...sums, shown: this.order.length, moved } as const;
    const said = JSON.stringify(summary);
    if (said === this.summary) return;
    this.summary = said;
    this.tell(summary);
  }
}

/** How many places have another row. */
function differences(before: Uint32Array, after: Uint32Array): number {
  let count = Math.abs(before.length - after.length);
  const common = Math.min(before.length, after.length);
  for (let place = 0; place < common; place += 1) if (before[place] !== after[place]) count += 1;
  return count;
}
