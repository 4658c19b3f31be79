import type { RichTextBlockElement, RichTextSection } from '@slack/types';
import type { Access, Decision, GroupAccess } from '../../model/access.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, code, context, header, message, rich, section } from './rich.ts';

const TITLE = 'What you may have from firewalls here';
const DEVICES_NAMED = 12;

/** What one person may ask firewalls for and approve, group by group, by which rule, or why not. For that person alone. */
export function accessMessages({ refused, groups }: Access): readonly SlackMessage[] {
  if (refused !== null) {
    return [message(TITLE, [header(TITLE), rich([section(bold(refused.says), ` ${refused.todo}`)])])];
  }
  const told = groups.map((group) => rich(groupElements(group)));
  return pack([header(TITLE), ...told, context(FOOTNOTE)], TITLE);
}

const FOOTNOTE = [
  'read: sessions, routes, counters; it runs at once. observe: a packet capture of the flow. change: clearing the',
  'sessions of the flow. Those two run when somebody else approves them: nobody approves what they asked for. Slack was',
  'asked just now who you are and what you belong to. A rule for a channel holds in that channel only.',
].join(' ');

/** When there is no fleet file: what that means, and how to make one. */
export function noFleetMessage(): SlackMessage {
  return message('There is no fleet file', [
    rich([
      section(bold('There is no fleet file, so no firewall is asked, for nobody. '), 'Paste what they print instead.'),
      section(
        'Whoever runs Roundtrip can name firewalls, and who may have what of them, in a file like ',
        code('docs/roundtrip.example.yml'),
        ', try it with ',
        code('roundtrip config check'),
        ', and start Roundtrip with its path in ',
        code('ROUNDTRIP_FLEET'),
        '.',
      ),
    ]),
  ]);
}

function groupElements({ group, devices, ask, approve }: GroupAccess): readonly RichTextBlockElement[] {
  const named = devices.slice(0, DEVICES_NAMED).join(', ');
  const more = devices.length > DEVICES_NAMED ? ` and ${devices.length - DEVICES_NAMED} more` : '';
  const asks = Object.entries(ask);
  const approves = Object.entries(approve);
  const isNobody = [...asks, ...approves].every(([, { allowed }]) => !allowed);
  const told = isNobody ? denials('ask for', asks) : [...lines('ask for', asks), ...lines('approve', approves)];
  return [section(bold(group), `: ${named}${more}`), bullets(told)];
}

type Decided = readonly (readonly [risk: string, decision: Decision])[];

function lines(act: string, decided: Decided): readonly RichTextSection[] {
  const rules = new Set(decided.flatMap(([, decision]) => (decision.allowed ? decision.grant.line : [])));
  const yes = [...rules].flatMap((rule) => {
    const by = decided.filter(([, decision]) => decision.allowed && decision.grant.line === rule);
    const [first] = by;
    if (first === undefined || !first[1].allowed) return [];
    const { role, line } = first[1].grant;
    return [section('You may ', bold(`${act} ${inWords(by)}`), ` (as ${role}, line ${line} of the fleet file).`)];
  });
  return [...yes, ...denials(act, decided)];
}

/** What no rule gives, together, and what to do about the first of it, which takes the least. */
function denials(act: string, decided: Decided): readonly RichTextSection[] {
  const none = decided.filter(([, { allowed }]) => !allowed);
  const [todo = ''] = none.flatMap(([, decision]) => (decision.allowed ? [] : decision.todo));
  return none.length === 0 ? [] : [section(`No rule lets you ${act} ${inWords(none, 'or')}. ${todo}`)];
}

function inWords(decided: Decided, last: 'and' | 'or' = 'and'): string {
  const risks = decided.map(([risk]) => risk);
  return risks.length < 2 ? risks.join('') : `${risks.slice(0, -1).join(', ')} ${last} ${risks.at(-1)}`;
}
