// What a page on a stage has of the world outside: the time, who is signed in, a microphone, audio. Runs in it.

/** `microphone`: "on", "unasked" (given when asked for), "asking" (nobody answers), or the name of
 *  the error that asking for it ends with. The whole of it is sent to the page as text. */
export function installStage({ session, preferences, microphone, soundBlocked, at }) {
  let now = at;
  window.setNow = (other) => { now = other; };
  window.Date = class extends Date { // Playwright's clock is one for all pages of a context.
    constructor(...given) {
      super(...(given.length > 0 ? given : [now]));
    }
    static now() {
      return now;
    }
  };
  const given = (name, value) => Object.defineProperty(navigator, name, { value });
  if (session) sessionStorage.setItem('relevo.session', JSON.stringify(session));
  const kept = new Map([['relevo.preferences', JSON.stringify(preferences)],
    ['relevo.has_cookie', 'yes']]);
  Object.defineProperty(window, 'localStorage', { value: { // The other is one for all pages.
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  } });
  given('permissions', {
    query: async () => ({ state: microphone === 'on' ? 'granted' : 'prompt' }),
  });
  given('mediaDevices', {
    async getUserMedia() {
      if (microphone === 'asking') await new Promise(() => {});
      if (!['on', 'unasked'].includes(microphone)) throw new DOMException('', microphone);
      const { stream } = new AudioContext().createMediaStreamDestination(); // It is silent.
      Object.defineProperty(stream.getAudioTracks()[0], 'label', { value: 'Diadema USB' });
      return stream;
    },
  });
  if (soundBlocked) {
    AudioContext.prototype.resume = async () => {
      throw new DOMException('', 'NotAllowedError');
    };
  }
  window.told = 0; // Before the page's own listener, and in the same turn as it.
  window.WebSocket = class extends WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener('message', () => { window.told += 1; });
    }
  };
  window.RTCPeerConnection = class {
    connectionState = 'new';
    localDescription = null;
    addTransceiver() {
      const dtmf = { canInsertDTMF: true, toneBuffer: '', insertDTMF() {} };
      return { sender: { dtmf, async replaceTrack() {} } };
    }
    async createOffer() {
      return { type: 'offer', sdp: 'a=ice-ufrag:page\r\n' };
    }
    async setLocalDescription(description) {
      this.localDescription = description;
    }
    async setRemoteDescription() {
      this.connectionState = 'connected';
      this.onconnectionstatechange?.();
    }
    async getStats() {
      return new Map();
    }
    close() {}
  };
}
