import { child, type Element, entries, value } from './elements.ts';
import { columns, DIVIDER } from './layout.ts';

const LEGEND = `flags: A:active, ?:loose, C:connect, H:host, S:static, ~:internal, R:rip, O:ospf, B:bgp,
       Oi:ospf intra-area, Oo:ospf inter-area, O1:ospf ext-type-1, O2:ospf ext-type-2, E:ecmp, M:multicast
`;
const ROUTE = [43, 39, 6, 13, 5, 18, 7] as const;

/** `show routing route`. */
export function routeTableText(reply: Element): string {
  const rows = entries(reply);
  const router = rows[0] === undefined ? 'default' : value(rows[0], 'virtual-router');
  const lines = rows.map((row) => {
    const flags = child(row, 'flags')?.text.trimEnd() ?? '';
    const cells = [value(row, 'destination'), value(row, 'nexthop'), value(row, 'metric'), flags, value(row, 'age')];
    return columns([...cells, value(row, 'interface')], ROUTE);
  });
  const head = columns(['destination', 'nexthop', 'metric', 'flags', 'age', 'interface', 'next-AS'], ROUTE);
  const total = `total routes shown: ${rows.length}`;
  return `${['', LEGEND, '', `VIRTUAL ROUTER: ${router} (id 1)`, '  ==========', head, ...lines, total].join('\n')}\n`;
}

/** `test routing fib-lookup virtual-router R ip A`. */
export function lookupText(reply: Element, router: string, address: string): string {
  const of = (name: string): string => value(reply, name);
  const [hop, port, source] = [of('ip'), of('interface'), of('src')];
  const gateway = `via ${hop} interface ${port}, source ${source}, metric ${of('metric')}`;
  const found = hop === '' ? `interface ${port}, source ${source}` : gateway;
  return `
${DIVIDER}
runtime route lookup
${DIVIDER}
virtual-router:   ${router}
destination:      ${address}
result:
  ${port === '' ? 'no route' : found}
${DIVIDER}
`;
}

const PBF = [10, 5, 10, 8, 15, 39, 14] as const;

/** `show pbf rule all`. */
export function pbfTableText(reply: Element): string {
  const fields = ['name', 'id', 'rule_state', 'action', 'egress_if', 'nexthop', 'nh_state'];
  const rows = entries(child(reply, 'entries')).map((row) =>
    columns(
      fields.map((field) => value(row, field)),
      PBF,
    ),
  );
  const titles = ['Rule', 'ID', 'Rule State', 'Action', 'Egress IF/VSYS', 'NextHop', 'NextHop Status'];
  const rule = PBF.map((width) => '='.repeat(width)).join(' ');
  return `\n${[columns(titles, PBF), rule, ...rows].join('\n')}\n`;
}
