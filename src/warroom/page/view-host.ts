import { useMemo, useState } from 'react';
import type { Input } from '../interact/element-values.ts';
import { usePage } from './acting.ts';
import type { Host } from './blocks/host.ts';

/** What is filled in, by block_id and action_id. */
type Values = Record<string, Record<string, string | string[]>>;

interface ViewHost {
  readonly host: Host;
  readonly values: Values;
  setErrors(errors: Readonly<Record<string, string>>): void;
}

/** Holds what the person fills into a view until it is submitted, and tells the app what it wants to know before. */
export function useViewHost(viewId: string): ViewHost {
  const { act } = usePage();
  const [values, setValues] = useState<Values>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const host = useMemo(
    (): Host => ({
      errors,
      held: (blockId, actionId) => values[blockId]?.[actionId],
      hold: (blockId, actionId, value) => setValues((held) => withValue(held, blockId, actionId, value)),
      async tell(blockId, actionId, value) {
        const chosen = value === undefined ? undefined : plainInput(value);
        const all = value === undefined ? values : withValue(values, blockId, actionId, value);
        await act({ do: 'click-view', viewId, blockId, actionId, value: chosen, values: all });
      },
    }),
    [act, viewId, values, errors],
  );
  return { host, values, setErrors };
}

function withValue(values: Values, blockId: string, actionId: string, value: Input): Values {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: plainInput(value) } };
}

function plainInput(value: Input): string | string[] {
  return typeof value === 'string' ? value : [...value];
}
