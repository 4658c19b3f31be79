import type { ReactNode } from 'react';
import { usePage } from '../acting.ts';
import { Menu } from '../menu.tsx';
import type { ControlProps } from './element-control.tsx';
import { useHost } from './host.ts';
import { optionsOf, plain } from './options.ts';

/** The three dots with a few choices behind them. */
export function OverflowControl({ element, blockId }: ControlProps): ReactNode {
  const host = useHost();
  const { state } = usePage();
  const items = optionsOf(element, state).map(({ value, text }) => ({
    label: plain(text),
    run: () => void host.tell(blockId, String(element.action_id), value),
  }));
  return <Menu label="More choices" className="button" items={items} />;
}
