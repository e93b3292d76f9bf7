// A report as a file of this machine.
import { headersOfAsker } from '../api/call.ts';
import { type ReadState, stateOf } from '../api/read.ts';
import { sessionOver } from '../api/session.ts';

const ANSWER_WITHIN_MS = 60_000;

/** `read` when the browser has it. */
export async function saveReport(path: string): Promise<ReadState> {
  try {
    const answer = await fetch(`/api/v1${path}`, {
      headers: headersOfAsker(),
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (answer.status === 401) sessionOver('session_over');
    if (answer.status !== 200) return stateOf(answer.status);
    const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name ?? 'relevo';
    link.click();
    URL.revokeObjectURL(link.href);
    return 'read';
  } catch {
    return 'no_answer';
  }
}
