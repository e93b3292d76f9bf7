// A coordinator or supervisor at the console's own page of a team, as a person uses it.
import { until } from './wait.mjs';

export class TeamPage {
  /** Signed in, at the team of that agent, whose row is open. */
  static async open(context, server, user, code) {
    const team = new TeamPage();
    Object.assign(team, { user, code, page: await context.newPage() });
    const { page } = team;
    page.on('pageerror', (error) => console.log(`page of ${user}: ${error.message}`));
    await page.goto(`http://${server.http}/sign-in`);
    await page.locator('#user').fill(user);
    await page.locator('#password').fill(`demo-${user}`);
    await page.locator('#password').press('Enter');
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    const row = await server.watcher.agent(code);
    await page.goto(`http://${server.http}/team?team=${row.team}&agent=${code}`);
    await team.row().waitFor();
    return team;
  }

  row() {
    return this.page.locator('#content li[data-home]').filter({ hasText: this.code });
  }

  /** Beside the agent's conversation as that: `listen`, `whisper` or `barge`. */
  async beside(mode) {
    const place = ['listen', 'whisper', 'barge'].indexOf(mode);
    await this.row().locator('[role=group] button[aria-pressed]').nth(place).click();
    await this.untilBar(mode);
  }

  /** What the bar says: a mode, `take_over`, or `gone`. */
  bar() {
    return this.page.evaluate(() =>
      document.querySelector('section[data-mode]')?.dataset.mode ?? 'gone');
  }

  untilBar(mode) {
    return until(`the bar of ${this.user} says ${mode}`, async () => await this.bar() === mode);
  }

  takeOverButton() {
    return this.page.locator('button[data-held][aria-disabled=false]'); // Not while an answer is to come.
  }

  /** Pressed by the mouse for a moment: both are sent at once, so that a busy machine holds nothing. */
  async pressShortly() {
    await this.takeOverButton().hover();
    await Promise.all([this.page.mouse.down(), this.page.mouse.up()]);
  }

  /** Pressed by the mouse, and held for as long as `while_` lasts. */
  async hold(while_) {
    await this.takeOverButton().hover();
    await this.page.mouse.down();
    await while_();
    await this.page.mouse.up();
  }

  /** As a screen reader or a voice does: no pointer, and no key. */
  activate() {
    return this.takeOverButton().evaluate((button) => button.click());
  }
}
