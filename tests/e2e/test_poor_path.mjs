// A network that loses 2 % of the audio and is up to 60 ms late: both are understood, and the page says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Desk } from './desk.mjs';
import { Floor, QUEUE, TONES, untilBothHear } from './floor.mjs';
import { share, silence } from './hear.mjs';
import { PoorPath } from './poor_path.mjs';
import { until, untilPast } from './wait.mjs';

const LOSS = 0.02;
const JITTER_MS = 60;
const LISTEN_MS = 12_000; // 600 packets each way, 12 of them lost.
const HEAR_SECONDS_MAX = 15; // The browser's noise suppression takes a tone for noise at first.
const SAID_SECONDS_MAX = 15; // It is looked at for 10 s.
const SHARE_MIN = 0.85; // Three packets in a row are judged: each that is lost is in three of them.
const MISSING_MAX = 0.01; // What Opus carries twice is there again.
const CONCEALED_MAX = 0.1;
const SILENCE_MS_MAX = 500;

const floor = Floor.ofFile();

/** What the page's browser says of the audio that came, and of what voice told it of its own. */
const countedBy = (page) => page.evaluate(async () => {
  const stats = [...(await window.ways.at(-1).getStats()).values()];
  const of = (name) => stats.find(({ type }) => type === name);
  const { packetsLost, concealedSamples, totalSamplesReceived } = of('inbound-rtp');
  return { lost: packetsLost, concealed: concealedSamples, samples: totalSamplesReceived,
    lostAtVoice: of('remote-inbound-rtp').packetsLost };
});

test('2 % of the audio is lost and the rest 0 to 60 ms late: both are understood', async (t) => {
  const page = await floor.browser.context.newPage();
  t.after(() => page.close());
  const path = await PoorPath.of(page, { loss: LOSS, jitterMs: JITTER_MS });
  t.after(() => path.end());
  const desk = await Desk.open(floor.browser.context, floor.server, '1003', { page, tones: TONES });
  await desk.begin();
  const customer = floor.customer(t);
  await customer.call(QUEUE);
  const contact = await desk.accept();
  await untilBothHear({ agent: desk, customer }, Date.now(), HEAR_SECONDS_MAX);
  const [since, before] = [Date.now(), await countedBy(page)];
  await untilPast(since + LISTEN_MS); // So much is to be lost that chance does not decide.
  await until('the page says so',
    () => page.getByText(/Audio débil|Weak audio/).count(), SAID_SECONDS_MAX);

  const heard = await desk.heard(since);
  const played = await customer.played(since, 'agent');
  const missed = silence(heard, 'customer');
  const after = await countedBy(page);
  const of = (name) => after[name] - before[name];
  const concealed = of('concealed') / of('samples');
  const percent = (part) => `${(100 * part).toFixed(1)} %`;
  console.log(`poor path: the agent hears the customer in ${percent(share(heard, 'customer'))}, longest `
    + `without ${missed} ms, ${of('lost')} packets lost, ${percent(concealed)} concealed`);
  console.log(`poor path: the customer hears the agent in ${percent(played.share)}, longest without `
    + `${silence(await customer.heard(since), 'agent')} ms, ${of('lostAtVoice')} packets lost, `
    + `${played.missing} of ${played.packets} not made good`);
  assert.ok(of('lost') > 0 && of('lostAtVoice') > 0, 'packets were lost both ways');
  assert.ok(share(heard, 'customer') >= SHARE_MIN && played.share >= SHARE_MIN);
  assert.ok(missed < SILENCE_MS_MAX, `${missed} ms`);
  assert.ok(concealed < CONCEALED_MAX, `${percent(concealed)} concealed`);
  assert.ok(played.missing <= MISSING_MAX * played.packets, `${played.missing} are missing`);
  assert.equal(await desk.state(), 'talking');

  await customer.hangUp();
  await floor.untilHandled(contact);
  const { taken, lost } = await path.end();
  console.log(`poor path: ${lost} of ${taken} datagrams lost by the test`);
  assert.ok(lost > 0);
});
