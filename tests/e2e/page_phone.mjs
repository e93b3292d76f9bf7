// A page that is a phone and nothing else, by the contract of src/api/page_phones.h. Runs in it.

/** Makes `window.phone`; the whole of it is sent to the page as text. */
export function installPhone() {
  const AGAIN_MS = 100;
  const AGAIN_MAX = 600;
  const newId = () => Math.floor(Math.random() * (Number.MAX_SAFE_INTEGER - 1)) + 1;
  const MICROPHONE = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  let again = 0;

  window.phone = {
    id: newId(),
    number: 0,
    alive: false,
    gone: null, // Why, once it is.
    elsewhere: false, // Then the user's phone is in another page.
    refused: null, // The name of the error, when there is no microphone.
    connected: false, // The WebSocket.
    found: {}, // When the browser knew of an address of its own, by the address.

    /** With a token, which the page keeps over a reload; `codecs`: names, all when none. */
    async begin(token, codecs) {
      sessionStorage.setItem('phone', JSON.stringify([token, codecs]));
      this.token = token;
      this.connect();
      try {
        this.microphone = await navigator.mediaDevices.getUserMedia({ audio: MICROPHONE });
      } catch (error) {
        this.refused = error.name;
        return;
      }
      await this.join(codecs);
    },

    /** The audio by a connection of its own, from the microphone that is there. */
    async join(codecs) {
      const [track] = this.microphone.getAudioTracks();
      const way = this.way = new RTCPeerConnection();
      way.onicecandidate = ({ candidate }) => {
        if (candidate?.address) this.found[candidate.address] ??= Date.now();
      };
      way.ontrack = ({ track: heard }) => window.ear.listen(new MediaStream([heard]));
      const transceiver = way.addTransceiver(track, { streams: [this.microphone] });
      if (codecs) {
        transceiver.setCodecPreferences(RTCRtpReceiver.getCapabilities('audio').codecs
          .filter((codec) => codecs.includes(codec.mimeType.slice('audio/'.length))));
      }
      await this.offer();
    },

    /** Another connection in the place of this one, as a page that is opened again makes. */
    async joinAgain() {
      this.way.close();
      Object.assign(this, { id: newId(), number: 0, alive: false, gone: null });
      await this.join();
    },

    /** `iceRestart`: as behind a change of networks. */
    async offer(iceRestart = false) {
      await this.way.setLocalDescription(await this.way.createOffer({ iceRestart }));
      ++this.number;
      this.say();
    },

    say() {
      if (!this.connected || this.number === 0) return;
      const offer = this.way.localDescription.sdp;
      this.socket.send(JSON.stringify({ phone: { id: this.id, number: this.number, offer } }));
    },

    keypad(digits) {
      this.way.getSenders()[0].dtmf.insertDTMF(digits);
    },

    /** It goes for good, and says so. */
    end() {
      sessionStorage.removeItem('phone');
      if (this.connected) this.socket.send(JSON.stringify({ phone: { id: this.id, close: true } }));
      this.way?.close();
    },

    connect() {
      const socket = this.socket = new WebSocket(`ws://${location.host}/api/v1/feed`);
      socket.onopen = () => {
        again = 0;
        this.connected = true;
        socket.send(JSON.stringify({ token: this.token }));
        this.say();
      };
      socket.onmessage = ({ data }) => {
        const { phone } = JSON.parse(data);
        if (phone?.id === this.id) this.take(phone);
      };
      socket.onclose = () => {
        this.connected = false;
        if (++again < AGAIN_MAX) setTimeout(() => this.connect(), AGAIN_MS);
      };
    },

    async take({ number, answer, alive, gone, elsewhere, why }) {
      if (gone) this.gone = why ?? 'without a reason';
      this.elsewhere = elsewhere === true;
      this.alive = alive;
      if (number !== this.number || !answer) return;
      if (this.way.signalingState !== 'have-local-offer') return;
      await this.way.setRemoteDescription({ type: 'answer', sdp: answer });
    },
  };
  const kept = sessionStorage.getItem('phone');
  if (kept) window.phone.begin(...JSON.parse(kept));
}
