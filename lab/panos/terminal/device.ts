import { child, type Element, entries, value } from './elements.ts';
import { columns, DIVIDER } from './layout.ts';

/** `show system info`. */
export function systemText(reply: Element): string {
  const lines = child(reply, 'system')?.children.map(({ name, text }) => `${name}: ${text.trim()}`) ?? [];
  return `\n${lines.join('\n')}\n`;
}

const COUNTER = [32, 10, 8, 9, 9, 9] as const;

/** `show counter global filter …`. */
export function counterText(reply: Element): string {
  const global = child(reply, 'global');
  const rows = entries(global === null ? null : child(global, 'counters')).map((row) => {
    const of = (name: string): string => value(row, name);
    const numbers = `${of('value').padStart(9)} ${of('rate').padStart(8)}`;
    return `${of('name').padEnd(34)}${numbers} ${columns([of('severity'), of('category'), of('aspect')], [9, 9, 9]).padEnd(29)} ${of('desc')}`;
  });
  const head = columns(['name', '    value', '    rate', 'severity', 'category', 'aspect'], COUNTER);
  const seconds = global === null ? '0' : value(global, 't');
  return `
Global counters:
Elapsed time since last sampling: ${seconds}.000 seconds

${head.padEnd(82)} description
${DIVIDER}
${rows.map((row) => `${row}\n`).join('')}${DIVIDER}
Total counters shown: ${rows.length}
${DIVIDER}
`;
}

const HARDWARE = [23, 5, 27] as const;
const LOGICAL = [19, 5, 4, 16, 24, 6] as const;

/** `show interface all`. */
export function interfacesText(reply: Element): string {
  const ports = entries(child(reply, 'hw'));
  const logical = entries(child(reply, 'ifnet'));
  const hardware = ports.map((row) =>
    columns([value(row, 'name'), value(row, 'id'), `${value(row, 'st')}/auto`, value(row, 'mac')], HARDWARE),
  );
  const rows = logical.map((row) =>
    columns(
      ['name', 'id', 'vsys', 'zone', 'fwd', 'tag', 'ip'].map((field) => value(row, field)),
      LOGICAL,
    ),
  );
  return `
total configured hardware interfaces: ${ports.length}

${columns(['name', 'id', 'speed/duplex/state/fec', 'mac address'], HARDWARE)}
${DIVIDER}
${hardware.join('\n')}

aggregation groups: 0


total configured logical interfaces: ${logical.length}

${columns(['name', 'id', 'vsys', 'zone', 'forwarding', 'tag', 'address'], LOGICAL)}
${[...LOGICAL, 18].map((width) => '-'.repeat(width)).join(' ')}
${rows.join('\n')}
`;
}

const TALLIES = [
  ['bytes received', 'ibytes'],
  ['bytes transmitted', 'obytes'],
  ['packets received', 'ipackets'],
  ['packets transmitted', 'opackets'],
  ['receive errors', 'ierrors'],
  ['packets dropped', 'idrops'],
  ['packets dropped by flow state check', 'flowstate'],
  ['forwarding errors', 'ifwderrors'],
  ['no route', 'noroute'],
  ['arp not found', 'noarp'],
  ['neighbor not found', 'noneigh'],
  ['neighbor info pending', 'neighpend'],
  ['mac not found', 'nomac'],
  ['packets routed to different zone', 'zonechange'],
  ['land attacks', 'land'],
  ['ip spoof attacks', 'ipspoof'],
  ['mac spoof attacks', 'macspoof'],
] as const;

/** `show interface X`. */
export function interfaceText(reply: Element): string {
  const [logical, hardware] = [child(reply, 'ifnet') ?? reply, child(reply, 'hw') ?? reply];
  const name = `Name: ${value(logical, 'name')}, ID: ${value(hardware, 'id')}`;
  const counted = entries(child(logical, 'counters', 'ifnet'))[0] ?? logical;
  const tallies = TALLIES.map(([label, field]) => `${label.padEnd(40)} ${value(counted, field)}`);
  return `
${DIVIDER}
${name}
Link status:
  Runtime link speed/duplex/state: ${value(hardware, 'st')}
  Configured link speed/duplex/state: auto/auto/auto
MAC address:
  Port MAC address ${value(hardware, 'mac')}
Operation mode: ${value(logical, 'mode')}
${DIVIDER}
${name}
Operation mode: ${value(logical, 'mode')}
Virtual router ${value(logical, 'vr')}
Interface MTU ${value(logical, 'mtu')}
Interface IP address: ${value(logical, 'addr', 'member')}
Interface management profile: N/A
Service configured:
Zone: ${value(logical, 'zone')}, virtual system: ${value(logical, 'vsys')}
Adjust TCP MSS: no
Policing: no
${DIVIDER}
Logical interface counters read from CPU:
${DIVIDER}
${tallies.join('\n')}
${DIVIDER}
`;
}
