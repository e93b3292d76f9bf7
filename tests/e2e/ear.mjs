// What a page hears, looked at every 20 ms for as long as it is there; and the names of it.
const BINS_OFF_MAX = 2;

/** Runs in the page. Makes `window.ear`; the whole of it is sent to the page as text. */
export function installEar() {
  const FFT = 2048; // 43 ms, bins of 23 Hz.
  const LOOK_EACH_MS = 20;
  const LOOKS_MAX = 10_000;
  const SILENCE_DB = -70;
  const BELOW_LOUDEST_DB = 20; // What is fainter beside it is no voice of its own.
  const sound = new AudioContext();
  const looks = []; // [Date.now(), Hz of the loudest bin, 0 when silent].
  const chords = []; // [Date.now(), [Hz of each peak]].
  window.ear = {
    rate: sound.sampleRate,
    bin: sound.sampleRate / FFT,
    looks,
    chords,
    listen(stream) {
      const audio = new Audio(); // Without it Chromium does not play the stream at all.
      audio.srcObject = stream;
      audio.play();
      const analyser = sound.createAnalyser();
      analyser.fftSize = FFT;
      analyser.smoothingTimeConstant = 0; // Else a tone that ended is seen for a while.
      sound.createMediaStreamSource(stream).connect(analyser);
      const levels = new Float32Array(analyser.frequencyBinCount);
      clearInterval(this.timer);
      this.timer = setInterval(() => {
        analyser.getFloatFrequencyData(levels);
        let loudest = 0;
        levels.forEach((level, bin) => { if (level > levels[loudest]) loudest = bin; });
        const silent = !(levels[loudest] > SILENCE_DB);
        const least = Math.max(SILENCE_DB, levels[loudest] - BELOW_LOUDEST_DB);
        const peaks = [];
        levels.forEach((level, bin) => {
          const above = level > least && level >= levels[bin - 1] && level > levels[bin + 1];
          if (above) peaks.push(bin * this.bin);
        });
        looks.push([Date.now(), silent ? 0 : loudest * this.bin]);
        chords.push([Date.now(), peaks]);
        if (looks.length > LOOKS_MAX) looks.shift();
        if (chords.length > LOOKS_MAX) chords.shift();
      }, LOOK_EACH_MS);
    },
  };
}

/** Runs in a page of the console, behind installEar: what its phone hears, `window.ear` does too.
 *  `window.ways`: its connections for audio, the newest last. */
export function listenToPhone() {
  const ways = window.ways = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...how) {
      super(...how);
      ways.push(this);
      this.addEventListener('track', ({ track }) => window.ear.listen(new MediaStream([track])));
    }
  };
}

/** [[when, what]...] of what the page heard since that Date.now(). What: a name of `tones`, which
 *  are {name: Hz}, "sound" or "silence". */
export async function heardBy(page, tones, since) {
  const { bin, looks } = await page.evaluate((from) => ({
    bin: window.ear.bin, looks: window.ear.looks.filter(([when]) => when >= from) }), since);
  return looks.map(([when, hz]) => [when, nameOf(tones, hz, bin)]);
}

/** The same of all that was heard at once: [[when, [name of each tone...]]...]. */
export async function chordsBy(page, tones, since) {
  const { bin, chords } = await page.evaluate((from) => ({
    bin: window.ear.bin, chords: window.ear.chords.filter(([when]) => when >= from) }), since);
  return chords.map(([when, peaks]) => [when, peaks.map((hz) => nameOf(tones, hz, bin))]);
}

function nameOf(tones, hz, bin) {
  if (hz === 0) return 'silence';
  const found = Object.entries(tones)
    .find(([, tone]) => Math.abs(hz - tone) <= BINS_OFF_MAX * bin);
  return found ? found[0] : 'sound';
}
