import { child, type Element, entries, value } from './elements.ts';
import { columns, DIVIDER, labelled } from './layout.ts';

/** `show session all filter …`. */
export function sessionListing(reply: Element): string {
  const rows = entries(reply);
  if (rows.length === 0) return 'No Active Sessions\n';
  const lines = rows.flatMap((row) => {
    const of = (name: string): string => value(row, name);
    const widths = [12, 14, 7, 4, 4];
    const first = columns([of('idx'), of('application'), of('state'), of('type'), of('flags')], widths);
    return [
      `${first.padEnd(46)} ${of('source')}[${of('sport')}]/${of('from')}/${of('proto')}  (${of('xsource')}[${of('xsport')}])`,
      `${of('vsys').padEnd(46)} ${of('dst')}[${of('dport')}]/${of('to')}  (${of('xdst')}[${of('xdport')}])`,
    ];
  });
  const head = [
    DIVIDER,
    'ID          Application    State   Type Flag  Src[Sport]/Zone/Proto (translated IP[Port])',
    'Vsys                                          Dst[Dport]/Zone (translated IP[Port])',
    DIVIDER,
  ];
  return `${[...head, ...lines].join('\n')}\n`;
}

const WIDTH = 37;

/** `show session id N`. */
export function sessionPage(reply: Element, id: number): string {
  const of = (name: string): string => value(reply, name);
  const translation = [of('nat-src') === 'True' ? 'source' : '', of('nat-dst') === 'True' ? 'destination' : '']
    .filter((side) => side !== '')
    .join(' + ');
  const labels: readonly (readonly [string, string])[] = [
    ['start time', of('start-time')],
    ['timeout', `${of('timeout')} sec`],
    ...(of('ttl') === '' ? [] : [['time to live', `${of('ttl')} sec`] as const]),
    ['total byte count(c2s)', of('c2s-octets')],
    ['total byte count(s2c)', of('s2c-octets')],
    ['layer7 packet count(c2s)', of('c2s-packets')],
    ['layer7 packet count(s2c)', of('s2c-packets')],
    ['vsys', of('vsys')],
    ['application', of('application')],
    ['rule', of('rule')],
    ['service timeout override(index)', 'False'],
    ['session to be logged at end', of('sess-log')],
    ['session in session ager', of('sess-ager')],
    ['session updated by HA peer', of('sess-ha-sync')],
    ...(translation === '' ? [] : [['address/port translation', translation] as const]),
    ...(of('nat-rule') === '' ? [] : [['nat-rule', `${of('nat-rule')}(${of('nat-rule-vsys')})`] as const]),
    ['layer7 processing', of('l7-proc')],
    ['URL filtering enabled', of('url-en')],
    ['session via syn-cookies', of('syncookie')],
    ['session terminated on host', of('host-session')],
    ['session traverses tunnel', of('tunnel-session')],
    ['session terminate tunnel', 'False'],
    ['captive portal session', of('captive-portal')],
    ['ingress interface', of('igr-if')],
    ['egress interface', of('egr-if')],
    ['session QoS rule', of('qos-rule')],
    ...(of('firewall') === '' ? [] : [['tracker stage firewall', of('firewall')] as const]),
    ['end-reason', of('end-reason') || 'unknown'],
  ];
  const lines = labels.map(([label, text]) => `        ${labelled(label, text, WIDTH)}`);
  return [`Session${String(id).padStart(16)}`, half(reply, 'c2s'), half(reply, 's2c'), `${lines.join('\n')}\n`].join(
    '\n\n',
  );
}

function half(reply: Element, direction: 'c2s' | 's2c'): string {
  const flow = child(reply, direction) ?? reply;
  const of = (name: string): string => value(flow, name);
  const pbf = of('pbf-rule');
  return [
    `        ${direction} flow:`,
    `                source:      ${of('source')} [${of('source-zone')}]`,
    `                dst:         ${of('dst')}`,
    `                proto:       ${of('proto')}`,
    `                sport:       ${of('sport').padEnd(15)} dport:      ${of('dport')}`,
    `                state:       ${of('state').padEnd(15)} type:       ${of('type')}`,
    `                src user:    ${of('src-user')}`,
    `                dst user:    ${of('dst-user')}`,
    ...(pbf === '' ? [] : [`                pbf rule:    ${pbf}`]),
  ].join('\n');
}
