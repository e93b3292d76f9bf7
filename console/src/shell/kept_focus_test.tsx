// The keyboard is never nowhere: what goes away hands the focus to what surrounded it.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';

import { useKeptFocus } from './kept_focus.ts';

afterEach(cleanup);

function Page({ hand, note }: { hand: boolean; note: boolean }) {
  useKeptFocus();
  return (
    <>
      {note && <section><button type="button">Read</button></section>}
      <main data-home tabIndex={-1}>
        <ul>
          <li data-home>
            <button type="button">Open</button>
            {hand && <p><button type="button">Lower</button></p>}
          </li>
        </ul>
        <button type="button">Other</button>
      </main>
    </>
  );
}

const named = (name: string) => screen.getByRole('button', { name });

it('goes to the row of what went away, or to the page', async () => {
  const { rerender } = render(<Page hand note />);
  named('Lower').focus();
  rerender(<Page hand={false} note />);
  await vi.waitFor(() => expect(document.activeElement).toBe(named('Open')));
  named('Read').focus();
  rerender(<Page hand={false} note={false} />);
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
});

it('leaves the focus alone where it is somewhere', async () => {
  const { rerender } = render(<Page hand note />);
  named('Read').focus();
  named('Other').focus();
  rerender(<Page hand={false} note={false} />);
  await Promise.resolve();
  expect(document.activeElement).toBe(named('Other'));
});
