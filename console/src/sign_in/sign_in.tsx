// Signing in: user and password, what went wrong in words, and in the demo who there is.
import { Eye, EyeOff } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';

import { call } from '../api/call.ts';
import { begin, type Session, sessionElsewhere, signIn, useSigned } from '../api/session.ts';
import { useShift } from '../live/current_shift.ts';
import { Appearance } from '../shell/appearance.tsx';
import { Logo } from '../shell/logo.tsx';
import { useWord, type WordKey } from '../words/words.ts';
import styles from './sign_in.module.css';

/** The demo operation's fixed sign-ins; each password is `demo-` and the name. */
const DEMO: readonly (readonly [string, WordKey])[] = [
  ['1001', 'role.agent'],
  ['1002', 'role.agent'],
  ['1011', 'role.agent'],
  ['c01', 'role.coordinator'],
  ['s01', 'role.supervisor'],
  ['cc01', 'role.command_center'],
];

interface About {
  demo: boolean;
  operation: string;
  version: string;
}

export function SignIn() {
  const word = useWord();
  const over = useSigned((signed) => signed.over);
  const [about, setAbout] = useState<About>();
  const [said, setSaid] = useState<WordKey | undefined>(() =>
    over === 'session_over' && useShift.getState().shift ? 'session_over_call' : over,
  );
  const [elsewhere, setElsewhere] = useState<Session>();
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    document.title = `${word('page.sign_in')} · Relevo`;
  }, [word]);

  useEffect(() => {
    let left = false;
    void call('/about').then(({ status, body }) => {
      if (left) return;
      if (status === 200) setAbout(body as About);
      else setSaid('no_server');
    });
    void sessionElsewhere().then((found) => {
      if (!left) setElsewhere(found);
    });
    return () => {
      left = true;
    };
  }, []);

  const fill = (user: string) => {
    const fields = form.current;
    if (!fields) return;
    fieldOf(fields, 'user').value = user;
    fieldOf(fields, 'password').value = `demo-${user}`;
    fields.querySelector<HTMLElement>('[type=submit]')?.focus();
  };

  return (
    <div className={styles.page}>
      <header className={styles.top}><Appearance /></header>
      <main className={styles.main} data-demo={about?.demo === true}>
        <section className={styles.card}>
          <div className={styles.brand}>
            <Logo size={34} />
            <div>
              <h1>Relevo</h1>
              <p>{word('sign_in_lead')}</p>
            </div>
          </div>
          {elsewhere && (
            <button type="button" className="button" onClick={() => begin(elsewhere)}>
              {word('continue_as', { user: elsewhere.user })}
            </button>
          )}
          <SignInForm form={form} said={said} onSay={setSaid} />
        </section>
        {about?.demo && (
          <section className={styles.demo} aria-labelledby="demo-title">
            <h2 id="demo-title">{word('demo_title')}</h2>
            <p>{word('demo_text')}</p>
            <ul>
              {DEMO.map(([user, role]) => (
                <li key={user}>
                  <button type="button" className="button quiet" onClick={() => fill(user)}>
                    <b className="number">{user}</b> <span>{word(role)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
      <footer className={styles.foot}>{about && word('version', { ...about, demo: '' })}</footer>
    </div>
  );
}

function fieldOf(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}

interface FormProps {
  form: React.RefObject<HTMLFormElement | null>;
  said: WordKey | undefined;
  onSay: (said: WordKey | undefined) => void;
}

function SignInForm({ form, said, onSay }: FormProps) {
  const word = useWord();
  const [pending, setPending] = useState(false);
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = event.currentTarget;
    const user = fieldOf(fields, 'user');
    const password = fieldOf(fields, 'password');
    const missing = user.value.trim() === '' ? user : password.value === '' ? password : undefined;
    if (missing) {
      onSay(missing === user ? 'user_missing' : 'password_missing');
      return missing.focus();
    }
    if (pending) return;
    setPending(true);
    onSay(undefined);
    const wrong = await signIn(user.value.trim(), password.value);
    if (!wrong) return; // The router goes on, and this page is gone.
    setPending(false);
    onSay(wrong);
    if (wrong === 'sign_in_wrong') password.select();
  };

  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  const isWrong = said === 'sign_in_wrong';

  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <div className={styles.said} role="alert">
        {said && <p data-calm={said === 'signed_out'}>{word(said)}</p>}
      </div>
      <label htmlFor="user">{word('user')}</label>
      <input
        id="user"
        name="user"
        className="field"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        autoFocus
        aria-invalid={isWrong || said === 'user_missing'}
      />
      <label htmlFor="password">{word('password')}</label>
      <div className={styles.password}>
        <input
          id="password"
          name="password"
          className="field"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          maxLength={256}
          aria-invalid={isWrong || said === 'password_missing'}
          aria-describedby={capsLock ? 'caps-lock' : undefined}
          onKeyUp={look}
          onBlur={() => setCapsLock(false)}
        />
        <button
          type="button"
          className="button quiet icon"
          aria-label={word(shown ? 'password_hide' : 'password_show')}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={18} aria-hidden="true" /> : <Eye size={18} aria-hidden="true" />}
        </button>
      </div>
      {capsLock && <p id="caps-lock" className={styles.caps}>{word('caps_lock')}</p>}
      <button type="submit" className="button primary" aria-disabled={pending}>
        {word(pending ? 'signing_in' : 'sign_in')}
      </button>
    </form>
  );
}
