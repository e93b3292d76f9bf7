// Why a command was not done, in a sentence.
import { keyOf, type Word } from '../words/words.ts';
import type { Reply } from './call.ts';

interface Problem {
  detail?: string;
  title?: string;
  reject?: string;
}

export function refusal({ status, body }: Reply, word: Word): string {
  if (status === 0) return word('refused_no_answer');
  if (status === 403) return word('refused_role');
  const { detail, title, reject } = body as Problem;
  const key = reject ? keyOf('reject', reject) : undefined;
  if (!key && (status === 429 || status === 503)) return word('refused_busy');
  return key ? word(key) : word('refused', { detail: detail ?? title ?? String(status) });
}
