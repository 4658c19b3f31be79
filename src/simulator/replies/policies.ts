import { pbfFor } from '../network/routing.ts';
import type { NatSettings, PbfSettings, PublishSettings } from '../network/settings.ts';
import { type DeviceView, type Reply, result } from './device.ts';
import { type Request, wordAfter } from './request.ts';
import { branch, cliText, escapeXml, leaf, leaves } from './xml.ts';

/** The column of names in `show pbf rule all` is this wide; longer names are cut. */
const NAME_WIDTH = 10;

/** `show pbf rule all`. */
export function pbfRules({ firewall: { settings } }: DeviceView): Reply {
  const up = (egress: string): boolean => settings.interfaces.some((one) => one.name === egress && one.up);
  const rows = settings.pbf.map((rule) =>
    branch(
      'entry',
      leaves({
        name: rule.name.slice(0, NAME_WIDTH),
        id: rule.id,
        rule_state: 'Active',
        action: 'Forward',
        egress_if: rule.egress,
        nexthop: rule.nextHop,
        nh_state: up(rule.egress) ? 'UP' : 'DOWN',
      }),
    ),
  );
  return result(branch('entries', rows));
}

/** `show running pbf-policy`: the CLI's text. */
export function pbfPolicy({ firewall: { settings } }: DeviceView): Reply {
  if (settings.pbf.length === 0) return result('<member/>');
  return result(`<member>${escapeXml(`\n${settings.pbf.map(pbfBlock).join('\n')}`)}</member>`);
}

function pbfBlock(rule: PbfSettings): string {
  return `${quoted(rule.name)} {
        id ${rule.id};
        from ${quoted(rule.fromZone)};
        source ${rule.source};
        destination ${rule.destination};
        user any;
        application/service [ ${rule.port === null ? 'any/any/any/any' : `any/tcp/any/${rule.port}`} ];
        action Forward;
        symmetric-return ${rule.symmetricReturn ? 'yes' : 'no'};
        forwarding-egress-IF/VSYS ${rule.egress};
        next-hop ${rule.nextHop};
        terminal no;
}
`;
}

/** `test pbf-policy-match …`: the rule's block, or no rule. */
export function pbfMatch({ firewall: { settings } }: DeviceView, request: Request): Reply {
  const [from, source, destination] = ['from', 'source', 'destination'].map((keyword) =>
    wordAfter(request, keyword, 2),
  );
  if (typeof from !== 'string' || typeof source !== 'string' || typeof destination !== 'string') {
    return { kind: 'error', code: '17', message: 'pbf-policy-match -> from, source and destination are required' };
  }
  const transport = wordAfter(request, 'protocol') === '6' ? 'tcp' : 'udp';
  const destinationPort = Number(wordAfter(request, 'destination-port') ?? '0');
  const rule = pbfFor(settings, from, { source, destination, destinationPort, transport });
  return result(rule === null ? '<rules/>' : cliText(pbfBlock(rule)));
}

/** `show running nat-policy`: the CLI's text. */
export function natPolicy({ firewall: { settings } }: DeviceView): Reply {
  const hiding = settings.nat.map((rule, index) => natBlock(rule, index + 1));
  const publishing = (settings.publish ?? []).map((rule, index) => publishBlock(rule, hiding.length + index + 1));
  if (hiding.length + publishing.length === 0) return result('<member/>');
  const text = [...hiding, ...publishing].join('\n');
  return result(leaf('member', `Nat policy configured on vsys1:\n${text}`));
}

function natBlock(rule: NatSettings, index: number): string {
  return `"${rule.name}; index: ${index}" {
        nat-type ipv4;
        from ${quoted(rule.fromZone)};
        source ${rule.source};
        to ${quoted(rule.toZone)};
        to-interface ${rule.egress} ;
        destination any;
        service 0:any/any/any;
        translate-to "src: ${rule.egress} ${rule.address}(*) (dynamic-ip-and-port) (pool idx: ${index})";
        terminal no;
}
`;
}

/** The zone behind `to` is that of the address before translation (PAN-OS: NAT rules match pre-NAT zones). */
function publishBlock(rule: PublishSettings, index: number): string {
  return `"${rule.name}; index: ${index}" {
        nat-type ipv4;
        from ${quoted(rule.fromZone)};
        source any;
        to ${quoted(rule.fromZone)};
        to-interface  ;
        destination ${rule.destination};
        service ${rule.port === null ? '0:any/any/any' : `0:tcp/any/${rule.port}`};
        translate-to "dst: ${rule.to}";
        terminal no;
}
`;
}

function quoted(name: string): string {
  return name.includes(' ') ? `"${name}"` : name;
}
