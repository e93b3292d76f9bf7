// Asking for the microphone, and telling apart why there is none.

export type MicrophoneFault = 'denied' | 'none' | 'in_use' | 'insecure' | 'failed';

/** Whether the browser would give it without a question. */
export async function mayAlready(): Promise<boolean> {
  try {
    const name = 'microphone' as PermissionName;
    return (await navigator.permissions.query({ name })).state === 'granted';
  } catch {
    return false;
  }
}

export async function askForMicrophone(): Promise<MediaStreamTrack | MicrophoneFault> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return 'insecure';
  try {
    const stream = await devices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
    return stream.getAudioTracks()[0] ?? 'none';
  } catch (error) {
    return faultOf(error instanceof DOMException ? error.name : '');
  }
}

/** By the names of https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
export function faultOf(name: string): MicrophoneFault {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'AbortError':
      return 'in_use';
    default:
      return 'failed';
  }
}
