// What a page hears, looked at every 20 ms for as long as it is there. Runs in the page.

/** Makes `window.ear`; the whole of it is sent to the page as text. */
export function installEar() {
  const FFT = 2048; // 43 ms, bins of 23 Hz.
  const LOOK_EACH_MS = 20;
  const LOOKS_MAX = 10_000;
  const SILENCE_DB = -70;
  const sound = new AudioContext();
  const looks = []; // [Date.now(), Hz of the loudest bin, 0 when silent].
  window.ear = {
    rate: sound.sampleRate,
    bin: sound.sampleRate / FFT,
    looks,
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
        looks.push([Date.now(), silent ? 0 : loudest * this.bin]);
        if (looks.length > LOOKS_MAX) looks.shift();
      }, LOOK_EACH_MS);
    },
  };
}
