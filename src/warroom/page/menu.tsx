import { type ReactNode, useRef } from 'react';

export interface MenuItem {
  readonly label: string;
  run(): void;
}

interface MenuProps {
  readonly label: string;
  readonly className: string;
  readonly items: readonly MenuItem[];
}

/** A small menu behind three dots. It closes on a choice, on Escape, and when the focus leaves it. */
export function Menu({ label, className, items }: MenuProps): ReactNode {
  const element = useRef<HTMLDetailsElement>(null);
  const close = () => element.current?.removeAttribute('open');
  return (
    <details
      ref={element}
      className="menu"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <summary className={className} aria-label={label} title={label}>
        <span aria-hidden="true">⋯</span>
      </summary>
      <div className="menu-items">
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            onClick={() => {
              close();
              item.run();
            }}
          >
            {item.label}
          </button>
        ))}
      </div>
    </details>
  );
}
