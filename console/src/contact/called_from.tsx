// Who called, where that is known and shown.
import type { Customer } from '../api/contact_rows.ts';
import { useWord } from '../words/words.ts';

export function CalledFrom({ customer }: { customer: Customer | null | undefined }) {
  const word = useWord();
  if (!customer?.number && !customer?.name) return null;
  return (
    <span>
      <span className="unseen">{word('customer')}: </span>
      {customer.name && <><b>{customer.name}</b>{' '}</>}
      {customer.number && <span className="number">{customer.number}</span>}
    </span>
  );
}
