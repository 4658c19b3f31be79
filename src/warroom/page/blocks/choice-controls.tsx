import { type ReactNode, useId } from 'react';
import type { Input } from '../../interact/element-values.ts';
import { TextObject } from '../text/mrkdwn-text.tsx';
import type { ControlProps } from './element-control.tsx';
import { type Host, useHost } from './host.ts';
import { type Choice, initialOf, plain } from './options.ts';

interface ChoiceProps extends ControlProps {
  readonly options: readonly Choice[];
}

/** One of several: a menu, or radio buttons. */
export function OneOf({ options, asList, ...props }: ChoiceProps & { readonly asList: boolean }): ReactNode {
  const host = useHost();
  const [chosen = ''] = present(host, props);
  const choose = (value: string) => decide(host, props, value);
  if (asList) return <Ticks {...props} options={options} chosen={[chosen]} kind="radio" onTick={choose} />;
  const groups = [...new Set(options.map(({ group }) => group))];
  const optionsIn = (group: string | null) =>
    options
      .filter((one) => one.group === group)
      .map(({ value, text }) => (
        <option key={value} value={value}>
          {plain(text)}
        </option>
      ));
  return (
    <select
      className="select"
      data-action={String(props.element.action_id)}
      value={chosen}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{plain(props.element.placeholder) || 'Choose'}</option>
      {groups.map((group) =>
        group === null ? (
          optionsIn(null)
        ) : (
          <optgroup key={group} label={group}>
            {optionsIn(group)}
          </optgroup>
        ),
      )}
    </select>
  );
}

/** Any number of several, as boxes to tick. */
export function CheckList({ options, ...props }: ChoiceProps): ReactNode {
  const host = useHost();
  const chosen = present(host, props);
  const toggle = (value: string) => {
    const without = chosen.filter((known) => known !== value);
    decide(host, props, without.length < chosen.length ? without : [...chosen, value]);
  };
  return <Ticks {...props} options={options} chosen={chosen} kind="checkbox" onTick={toggle} />;
}

interface TicksProps extends ChoiceProps {
  readonly chosen: readonly string[];
  readonly kind: 'radio' | 'checkbox';
  onTick(value: string): void;
}

function Ticks({ element, options, chosen, kind, onTick }: TicksProps): ReactNode {
  const name = useId();
  return (
    <div className="ticks" data-action={String(element.action_id)}>
      {options.map(({ value, text, description }) => (
        <label key={value} className="tick">
          <input
            type={kind}
            name={name}
            value={value}
            checked={chosen.includes(value)}
            onChange={() => onTick(value)}
          />
          <span>
            <TextObject value={text} />
            {description !== undefined && (
              <small>
                <TextObject value={description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}

function present(host: Host, { element, blockId }: ControlProps): readonly string[] {
  const held = host.held(blockId, String(element.action_id));
  if (held === undefined) return initialOf(element);
  return typeof held === 'string' ? [held] : held;
}

function decide(host: Host, { element, blockId, tells }: ControlProps, value: Input): void {
  host.hold(blockId, String(element.action_id), value);
  if (tells) void host.tell(blockId, String(element.action_id), value);
}
