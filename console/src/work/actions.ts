// What the buttons and keys of the desk do.
import type { Shift } from '../live/shift.ts';
import { useDesk } from '../live/desk.ts';
import { mayMute, usePhone } from '../phone/phone.ts';

export class Actions {
  private readonly shift: Shift;

  constructor(shift: Shift) {
    this.shift = shift;
  }

  accept = () => this.onContact('accept_offer', ['reserved']);
  decline = () => this.onContact('decline_offer', ['reserved']);
  end = () => this.onContact('hang_up', ['talking', 'hold', 'consult']);
  finish = () => this.onContact('finish_wrap_up', ['wrap_up']);

  toggleHold = () =>
    this.state() === 'hold'
      ? this.onContact('resume', ['hold'])
      : this.onContact('hold', ['talking']);

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

  private state() {
    return useDesk.getState().agent?.state;
  }

  /** A key that is pressed in another state does nothing. */
  private async onContact(name: string, states: readonly string[]): Promise<boolean> {
    const { agent } = useDesk.getState();
    if (!agent || agent.contact === null || !states.includes(agent.state)) return false;
    return this.shift.ask(name, { contact: agent.contact });
  }
}
