// A button that opens a panel below it; Escape and a click elsewhere close it again.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

import styles from './popover.module.css';

interface Props {
  /** Of the button, where its content is no text. */
  label?: string;
  className: string;
  content: ReactNode;
  /** Of the panel. */
  title: string;
  align?: 'start' | 'end';
  disabled?: boolean;
  children: (close: () => void) => ReactNode;
}

export function Popover(props: Props) {
  const { label, className, content, title, align = 'start', disabled = false, children } = props;
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useId();

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  useEffect(() => {
    if (!open) return undefined;
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [open]);

  return (
    <div
      className={styles.frame}
      ref={frame}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        type="button"
        ref={button}
        className={className}
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? panel : undefined}
        aria-disabled={disabled}
        onClick={() => !disabled && setOpen(!open)}
      >
        {content}
      </button>
      {open && (
        <div id={panel} className={styles.panel} data-align={align} role="group" aria-label={title}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
