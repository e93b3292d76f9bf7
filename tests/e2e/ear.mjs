// What a page hears, looked at every 20 ms for as long as it is there. Runs in the page.

/** Makes `window.ear`; the whole of it is sent to the page as text. */
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
