// What the buttons and keys of the desk do.
import { useDesk } from '../live/desk.ts';
import { type Shift, useAsked } from '../live/shift.ts';
import { usePreferences } from '../look/preferences.ts';
import { mayMute, usePhone } from '../phone/phone.ts';
import { wordNow } from '../words/words.ts';
import { openRecord } from './contact_record.ts';
import { draftOf } from './drafts.ts';
import { mayAccept } from './may_accept.ts';
import { momentOf } from './moment.ts';
import { open } from './opened.ts';
import { saveNote, sendLeftNotes } from './send_note.ts';
import { togetherOf } from './together.ts';

export class Actions {
  private readonly shift: Shift;

  constructor(shift: Shift) {
    this.shift = shift;
  }

  accept = () => {
    const { agent, events } = useDesk.getState();
    // Now, behind the key or click itself: what opens later, a browser takes for a pop-up.
    if (agent && usePreferences.getState().opensRecord && mayAccept(agent, events)) {
      openRecord(agent.contact);
    }
    return this.onContact('accept_offer', ['reserved']);
  };
  decline = () => this.onContact('decline_offer', ['reserved']);
  end = () => this.onContact('hang_up', ['talking', 'hold', 'consult']);

  /** What was written goes first; what was refused, and said so, holds nobody up. */
  finish = async () => {
    const { agent } = useDesk.getState();
    if (agent?.state !== 'wrap_up' || agent.contact === null) return false;
    const isRefused = draftOf(this.shift.user, agent.contact).refused !== undefined;
    return (isRefused || await this.saveNote(agent.contact))
      && this.onContact('finish_wrap_up', ['wrap_up']);
  };
  extendWrapUp = () => this.onContact('extend_wrap_up', ['wrap_up']);
  dispose = (disposition: string) =>
    this.onContact('dispose', ['talking', 'hold', 'consult', 'wrap_up'], { disposition });

  /** The draft of that contact; true as well when there is none. */
  saveNote = async (contact: number): Promise<boolean> => {
    const saved = await saveNote(this.shift, contact);
    if (saved === 'later') useAsked.setState({ refused: wordNow('note_later') });
    return saved === 'done';
  };

  sendLeftNotes = (): Promise<void> =>
    sendLeftNotes(this.shift, () => useDesk.getState().agent?.contact ?? null);

  /** With another agent there, it is who the customer hears: all, or music. */
  toggleHold = async () => {
    const { agent, contacts } = useDesk.getState();
    if (!agent || togetherOf(agent, contacts.get(agent.contact ?? 0))?.isSecond) return false;
    return agent.state === 'talking'
      ? this.onContact('hold', ['talking'])
      : this.onContact('resume', ['hold', 'consult']);
  };

  /** `to`: "agent:CODE" or "queue:CODE". */
  transfer = (to: string, mode: 'blind' | 'consult') =>
    this.onContact('transfer', ['talking', 'hold', 'consult'], { to, mode });
  /** Completes what was asked first; else opens whom it could go to. */
  handOn = () => {
    const { agent, contacts } = useDesk.getState();
    if (!agent || momentOf(agent) !== 'call') return undefined;
    const together = togetherOf(agent, contacts.get(agent.contact ?? 0));
    if (!together) return open('transfer');
    if (together.isSecond || together.isRinging) return undefined;
    return this.transfer(`agent:${together.other}`, 'blind');
  };
  conference = (to: string) => this.onContact('conference', ['talking', 'hold'], { to });
  endConsult = () => this.onContact('end_consult', ['talking', 'consult']);
  backToCustomer = async () => (await this.endConsult()) && this.onContact('resume', ['hold', 'consult']);

  toggleHand = () =>
    this.shift.ask(useDesk.getState().agent?.hand_since ? 'lower_hand' : 'raise_hand');
  readMessage = (message: number) => this.shift.ask('read_message', { message });

  /** The page's own doing: nobody has to be asked, and it works without a connection. */
  toggleMute = () => {
    const phone = usePhone.getState();
    if (mayMute(phone)) this.shift.phone.setMuted(!phone.muted);
  };

  sendDigit = (digit: string) => this.shift.phone.engine.sendDigit(digit);

  setReady = () => this.shift.ask('set_ready');
  endBreak = () => this.shift.ask('end_break');
  requestBreak = (kind: string) => this.shift.ask('request_break', { kind });
  leave = () => this.shift.ask('sign_out_agent');

  begin = async (ready: boolean) => {
    if (await this.shift.ask('sign_in_agent')) return ready ? this.setReady() : true;
    return false;
  };

  startPhone = () => {
    void this.shift.phone.start();
  };
  bringPhoneHere = () => this.shift.phone.bringHere();
  unblockSound = () => {
    void this.shift.phone.sound.unblock();
  };
  level = () => this.shift.phone.sound.level();
  ring = (on: boolean) => this.shift.phone.sound.ring(on);

  /** A key that is pressed in another state does nothing. */
  private async onContact(
    name: string,
    states: readonly string[],
    more: object = {},
  ): Promise<boolean> {
    const { agent } = useDesk.getState();
    if (!agent || agent.contact === null || !states.includes(agent.state)) return false;
    return this.shift.ask(name, { contact: agent.contact, ...more });
  }
}
