// What the server last said of the floor, in columns, and what of it the page has not been told.
import type { AgentRow, Changes, ContactRow, QueueRow } from '../api/rows.ts';
import type { Taken } from '../live/desk.ts';
import { Columns, FIRST_STATES, type NameLists, Names, NOBODY } from './columns.ts';

export class FloorTable {
  columns = new Columns(NOBODY);
  readonly states = new Names(FIRST_STATES);
  readonly kinds = new Names();
  readonly teams = new Names();
  readonly sites = new Names();
  readonly queueNames = new Names();
  readonly queues = new Map<string, Taken<QueueRow>>();
  /** Rows that have changed since the page was told. */
  readonly changed = new Set<number>();
  queuesChanged = false;
  /** The rows themselves are others: the page needs all. */
  isNew = true;
  private readonly rowOf = new Map<string, number>();
  private readonly queueOf = new Map<number, string | null>();
  private readonly agents = new Map<string, AgentRow>();

  takeSnapshot(snapshot: Changes, now: number): void {
    this.agents.clear();
    this.queueOf.clear();
    this.queues.clear();
    this.rowOf.clear();
    this.takeRest(snapshot, now);
    for (const agent of snapshot.agents ?? []) this.agents.set(agent.id, agent);
    this.layOut();
  }

  takeChanges(changes: Changes, now: number): void {
    this.takeRest(changes, now);
    let isLarger = false;
    for (const agent of changes.agents ?? []) {
      const before = this.agents.get(agent.id);
      this.agents.set(agent.id, agent);
      if (!before || isOther(before, agent)) isLarger = true;
      else this.set(this.rowOf.get(agent.id) ?? 0, agent);
    }
    if (isLarger) this.layOut();
  }

  get nameLists(): NameLists {
    return {
      states: this.states.list,
      kinds: this.kinds.list,
      teams: this.teams.list,
      sites: this.sites.list,
      queues: this.queueNames.list,
    };
  }

  private takeRest(changes: Changes, now: number): void {
    for (const queue of changes.queues ?? []) this.queues.set(queue.id, { ...queue, takenAt: now });
    if (changes.queues?.length) this.queuesChanged = true;
    for (const contact of changes.contacts ?? []) this.takeContact(contact);
    for (const id of changes.gone ?? []) this.queueOf.delete(id);
  }

  private takeContact({ id, queue, agent }: ContactRow): void {
    const before = this.queueOf.get(id);
    this.queueOf.set(id, queue);
    const row = agent === null || before === queue ? undefined : this.rowOf.get(agent);
    if (row === undefined || this.columns.contact[row] !== id) return;
    this.columns.queue[row] = this.queueNames.placeOf(queue);
    this.changed.add(row);
  }

  private layOut(): void {
    const agents = [...this.agents.values()];
    this.columns = new Columns({
      ids: agents.map(({ id }) => id),
      names: agents.map(({ name }) => name),
      teams: Uint16Array.from(agents, ({ team }) => this.teams.placeOf(team)),
      sites: Uint16Array.from(agents, ({ site }) => this.sites.placeOf(site)),
    });
    agents.forEach((agent, row) => {
      this.rowOf.set(agent.id, row);
      this.set(row, agent);
    });
    this.changed.clear();
    this.isNew = true;
  }

  private set(row: number, agent: AgentRow): void {
    const { columns } = this;
    const contact = agent.contact ?? 0;
    columns.state[row] = this.states.placeOf(agent.state);
    columns.kind[row] = this.kinds.placeOf(agent.break_kind);
    columns.since[row] = Date.parse(agent.since);
    columns.contact[row] = contact;
    columns.queue[row] = this.queueNames.placeOf(this.queueOf.get(contact));
    columns.hand[row] = agent.hand_since ? Date.parse(agent.hand_since) : 0;
    this.changed.add(row);
  }
}

/** In what stays as it is while somebody is at work. */
const isOther = (before: AgentRow, now: AgentRow): boolean =>
  before.name !== now.name || before.team !== now.team || before.site !== now.site;
