import { groupsOf, ROLE_MAY } from '../access/decide.ts';
import { list } from '../access/words.ts';
import type { Device, Fleet, Grant } from '../model/fleet.ts';
import type { RiskClass } from '../model/panos-command.ts';

/** What a fleet file holds, line by line: the firewalls of each group, and who may do what. */
export function fleetInWords(fleet: Fleet): readonly string[] {
  const groups = groupsOf(fleet).flatMap((group) => {
    const devices = fleet.devices.filter((device) => device.group === group);
    return [`Group ${group}`, ...devices.map((device) => `  ${deviceInWords(device)}`)];
  });
  const rules = fleet.grants.map((grant) => `  line ${grant.line}: ${grantInWords(grant)}`);
  return [...groups, '', 'Who may do what', ...(rules.length === 0 ? ['  Nobody may do anything.'] : rules)];
}

function deviceInWords({ name, management, target, vsys, peer, routers, tags }: Device): string {
  const { host, port, trust, credential } = management;
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const certificate = {
    system: 'certificate verified by the system’s authorities',
    'ca-file': 'certificate verified by a CA file',
    fingerprint: 'certificate verified by its fingerprint',
  }[trust.kind];
  const parts = [
    target === null ? `at ${place}` : `serial ${target} behind the Panorama at ${place}`,
    certificate,
    credential.kind === 'key' ? 'with an API key' : 'with a user name and password',
    vsys ?? '',
    peer === null ? '' : `HA peer ${peer}`,
    routers.length === 0 ? '' : `routers ${list(routers)}`,
    tags.length === 0 ? '' : `tags ${list(tags)}`,
  ];
  return `${name}: ${parts.filter((part) => part !== '').join(', ')}`;
}

function grantInWords(grant: Grant): string {
  const { role, users, usergroups, channels, groups, risks } = grant;
  const who = [
    ...users,
    ...usergroups.map((id) => `whoever is in user group ${id}`),
    ...channels.map((id) => `whoever asks in channel ${id}`),
  ];
  const may: Readonly<Record<'ask' | 'approve' | 'always', readonly RiskClass[]>> = ROLE_MAY[role];
  const asks = may.ask.filter((risk) => risks.includes(risk) || may.always.includes(risk));
  const approves = may.approve.filter((risk) => risks.includes(risk));
  const says = [
    asks.length === 0 ? '' : `ask for ${list(asks)}`,
    approves.length === 0 ? '' : `approve ${list(approves)} that somebody else asked for`,
  ];
  const where = groups === 'all' ? 'every group' : `${groups.length === 1 ? 'group' : 'groups'} ${list(groups)}`;
  return `${list(who, 'or')} may, as ${role}, ${says.filter((one) => one !== '').join(', and ')}, on ${where}`;
}
