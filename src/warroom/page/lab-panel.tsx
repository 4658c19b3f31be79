import type { ReactNode } from 'react';
import type { LabView } from '../lab.ts';
import { usePage } from './acting.ts';

/** The lab: how its devices stand now, and a button for each change that can be tried on them. */
export function LabPanel({ lab }: { readonly lab: LabView }): ReactNode {
  const { act } = usePage();
  const busy = lab.playing !== null;
  return (
    <section className="lab" aria-label={lab.title} aria-busy={busy}>
      <p className="lab-state" data-testid="lab-state" role="status">
        {lab.says}
      </p>
      <dl className="lab-devices">
        {lab.devices.map(({ name, says }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <ul>
        {lab.breakages.map(({ id, title, says }) => (
          <li key={id}>
            <button
              type="button"
              data-testid={`lab-${id}`}
              title={says}
              disabled={busy}
              onClick={() => void act({ do: 'play-lab', breakageId: id })}
            >
              {lab.playing === id ? `${title}…` : title}
            </button>
          </li>
        ))}
      </ul>
      {lab.happened !== null && (
        <p className="lab-happened" data-testid="lab-happened">
          {lab.happened}
        </p>
      )}
    </section>
  );
}
