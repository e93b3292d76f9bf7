// The page's end of the floor's Worker: columns to paint from, and sums for React.
import { create } from 'zustand';

import { call } from '../api/call.ts';
import type { QueueRow } from '../api/rows.ts';
import { type Session, sessionOver } from '../api/session.ts';
import { useConnection } from '../live/connection.ts';
import { type Taken, useDesk } from '../live/desk.ts';
import { Columns, FIRST_STATES, type NameLists, NOBODY } from './columns.ts';
import type { FloorSums, ToPage, ToWorker } from './floor_messages.ts';
import type { View } from './view.ts';

interface FloorShown extends FloorSums {
  loaded: boolean;
  total: number;
  names: NameLists;
  queues: readonly Taken<QueueRow>[];
}

const NOTHING: FloorShown = {
  loaded: false,
  counts: [],
  help: 0,
  sites: [],
  needs: [],
  shown: 0,
  total: 0,
  moved: 0,
  names: { states: [...FIRST_STATES], kinds: [''], teams: [''], sites: [''], queues: [''] },
  queues: [],
};

export const useFloor = create<FloorShown>(() => NOTHING);

/** Who paints hears of rows here, past React. */
export interface FloorPainter {
  columnsAre(columns: Columns, names: NameLists): void;
  orderIs(order: Uint32Array): void;
  changed(): void;
}

export class FloorLink {
  columns = new Columns(NOBODY);
  private order = new Uint32Array();
  private names: NameLists = NOTHING.names;
  private readonly worker: Worker;
  private painter: FloorPainter | undefined;
  private isPointed = false;
  private isFrozen = false;
  private isOver = false;

  constructor(session: Session, view: View) {
    useFloor.setState(NOTHING, true);
    useConnection.setState({ live: false, lostAt: 0, refused: undefined });
    this.worker = new Worker(new URL('./floor_worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<ToPage>) => this.told(data);
    const { user, token } = session;
    this.tell({ tell: 'begin', asker: { user, ...(token ? { token } : {}) }, view });
  }

  stop(): void {
    this.isOver = true;
    this.worker.terminate();
  }

  show(view: View): void {
    this.tell({ tell: 'view', view });
  }

  /** While somebody points at rows or moves among them. */
  hold(held: boolean): void {
    this.isPointed = held;
    this.tell({ tell: 'hold', held: this.isPointed || this.isFrozen });
  }

  /** Until it is said otherwise. */
  freeze(frozen: boolean): void {
    this.isFrozen = frozen;
    this.hold(this.isPointed);
  }

  /** Gives what is known at once. */
  paintBy(painter: FloorPainter | undefined): void {
    this.painter = painter;
    painter?.columnsAre(this.columns, this.names);
    painter?.orderIs(this.order);
  }

  private tell(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private told(message: ToPage): void {
    if (this.isOver) return;
    switch (message.tell) {
      case 'people':
        this.columns = new Columns(message.people);
        this.columns.take(message.packed);
        this.names = message.names;
        this.order = new Uint32Array();
        this.painter?.columnsAre(this.columns, this.names);
        this.painter?.orderIs(this.order);
        useFloor.setState({ loaded: true, total: this.columns.rows, names: this.names });
        return;
      case 'changes':
        this.columns.take(message.packed);
        if (message.names) {
          this.names = message.names;
          this.painter?.columnsAre(this.columns, this.names);
          useFloor.setState({ names: this.names });
        }
        this.painter?.changed();
        return;
      case 'order':
        this.order = message.order as Uint32Array<ArrayBuffer>;
        this.painter?.orderIs(this.order);
        return;
      case 'summary': {
        const { tell, ...sums } = message;
        useFloor.setState(sums);
        return;
      }
      case 'queues':
        useFloor.setState({ queues: message.queues });
        return;
      case 'clock':
        useDesk.setState({ clockOffset: message.offset });
        return;
      case 'live':
        useConnection.setState(this.lightOf(message.live));
        return;
      case 'refused':
        void this.refused(message.error);
    }
  }

  private lightOf(live: boolean) {
    if (live) return { live, refused: undefined };
    return { live, lostAt: useFloor.getState().loaded ? Date.now() : 0 };
  }

  /** Tells an ended session from any other refusal. */
  private async refused(error: string): Promise<void> {
    const { status } = await call('/me');
    if (this.isOver) return;
    if (status === 401) sessionOver('session_over');
    else useConnection.setState({ refused: error });
  }
}
