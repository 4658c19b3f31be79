import { type ReactNode, useState } from 'react';
import { usePage } from '../acting.ts';
import type { ControlProps } from './element-control.tsx';
import { useHost } from './host.ts';
import { initialOf, plain } from './options.ts';

const HTML_TYPES: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

/** Anything that is typed: text, numbers, addresses, dates. */
export function TypedControl({ element, blockId, tells }: ControlProps): ReactNode {
  const host = useHost();
  const type = String(element.type);
  const actionId = String(element.action_id);
  const isMoment = type === 'datetimepicker';
  const held = host.held(blockId, actionId) ?? initialOf(element)[0] ?? '';
  const value = isMoment ? asLocal(String(held)) : String(held);
  const hold = (typed: string) => host.hold(blockId, actionId, isMoment ? asSeconds(typed) : typed);
  const tell = () => {
    if (tells) void host.tell(blockId, actionId, host.held(blockId, actionId) ?? '');
  };
  const shared = { className: 'field', value, 'data-action': actionId, placeholder: plain(element.placeholder) };
  if (element.multiline === true || type === 'rich_text_input') {
    return <textarea {...shared} rows={6} onChange={(event) => hold(event.target.value)} onBlur={tell} />;
  }
  return (
    <input
      {...shared}
      type={HTML_TYPES[type] ?? 'text'}
      inputMode={type === 'number_input' ? 'decimal' : undefined}
      autoComplete="off"
      onChange={(event) => hold(event.target.value)}
      onBlur={tell}
    />
  );
}

/** Files for a form; they are uploaded as soon as they are chosen. */
export function FileControl({ element, blockId }: ControlProps): ReactNode {
  const host = useHost();
  const { upload } = usePage();
  const [names, setNames] = useState<readonly string[]>([]);
  const actionId = String(element.action_id);

  async function take(files: readonly File[]): Promise<void> {
    const ids = await Promise.all(files.map(upload));
    host.hold(
      blockId,
      actionId,
      ids.filter((id) => id !== undefined),
    );
    setNames(files.map(({ name }) => name));
  }

  return (
    <>
      <input
        type="file"
        multiple={element.max_files !== 1}
        data-action={actionId}
        onChange={(event) => void take([...(event.target.files ?? [])])}
      />
      {names.length > 0 && <span className="input-hint">{names.join(', ')}</span>}
    </>
  );
}

function asLocal(seconds: string): string {
  return /^\d+$/.test(seconds) ? new Date(Number(seconds) * 1000).toISOString().slice(0, 16) : '';
}

/** The workspace lives in UTC. */
function asSeconds(local: string): string {
  const at = Date.parse(`${local}:00Z`);
  return Number.isNaN(at) ? '' : String(at / 1000);
}
