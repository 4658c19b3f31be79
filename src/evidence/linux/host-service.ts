import type { HostService } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';

const LONGEST_LINE = 600;
const UNIT = String.raw`(?<name>[\w@.:-]{2,80}\.(?:service|timer))`;
const STATUS = new RegExp(`^[●○×*] ${UNIT}(?: - .*)?$`);
const LOADED = /^Loaded: (?<loaded>[\w-]+)(?: \([^;)]*; (?<enabled>[\w-]+)[;)].*)?/;
const ACTIVE = /^Active: (?<active>\w+)/;
/** `systemctl list-units`, and `list-unit-files`. */
const UNIT_ROW = new RegExp(
  String.raw`^(?:[●○×*] )?${UNIT}\s+(?<loaded>loaded|not-found|masked)\s+(?<active>active|inactive|failed|activating)\s+\w+\b.*$`,
);
const FILE_ROW = new RegExp(
  String.raw`^${UNIT}\s+(?<enabled>enabled|disabled|static|masked|indirect|generated|alias|enabled-runtime)(?:\s+\w+)?$`,
);
const BESIDE =
  /^(?:UNIT\s+(?:LOAD|FILE)\b.*|LOAD\s+= .*|ACTIVE = .*|SUB\s+= .*|\d+ (?:loaded units|unit files) listed\..*|To show all .*|Docs: .*|Process: .*|Main PID: .*|CPU: .*|Mem\w*: .*|Tasks: .*|CGroup: .*|Trigger\w*: .*|[└├│].*)$/;
/** The packages that set up routes of further interfaces on Amazon Linux. */
const PACKAGE = /^(?<name>(?:amazon-)?ec2-net-utils)-(?<version>\d[\w.+~-]*?)(?:\.(?:noarch|x86_64|aarch64))?$/;
const NO_PACKAGE = /^package (?<name>(?:amazon-)?ec2-net-utils) is not installed$/;

type Draft = { -readonly [K in keyof HostService]: HostService[K] };

function service(
  block: Block,
  line: Line,
  name: string,
  known: Partial<Omit<HostService, 'kind' | 'at' | 'name'>>,
): Draft {
  const at = cite(block.source, [line]);
  return { kind: 'host-service', at, name, loaded: null, active: null, enabled: null, version: null, ...known };
}

function isEnabled(word: string | undefined): boolean | null {
  return word === undefined || !/^(?:enabled|disabled|masked|static)/.test(word) ? null : word.startsWith('enabled');
}

/** A line that is a service by itself; `status` lines follow each other and are joined in `takeLine`. */
function serviceFrom(block: Block, line: Line, text: string): Draft | null {
  const status = STATUS.exec(text)?.groups;
  if (status?.name !== undefined) return service(block, line, status.name, {});
  const unit = UNIT_ROW.exec(text)?.groups;
  if (unit?.name !== undefined) {
    return service(block, line, unit.name, { loaded: unit.loaded === 'loaded', active: unit.active === 'active' });
  }
  const file = FILE_ROW.exec(text)?.groups;
  if (file?.name !== undefined) return service(block, line, file.name, { enabled: isEnabled(file.enabled) });
  const installed = PACKAGE.exec(text)?.groups;
  if (installed?.name !== undefined)
    return service(block, line, installed.name, { loaded: true, version: installed.version ?? null });
  const absent = NO_PACKAGE.exec(text)?.groups?.name;
  return absent === undefined ? null : service(block, line, absent, { loaded: false });
}

function takeStatus(above: Draft | undefined, text: string): boolean {
  const loaded = LOADED.exec(text)?.groups;
  const active = ACTIVE.exec(text)?.groups?.active;
  if (above === undefined || (loaded === undefined && active === undefined)) return false;
  if (loaded !== undefined)
    Object.assign(above, { loaded: loaded.loaded === 'loaded', enabled: isEnabled(loaded.enabled) });
  if (active !== undefined) above.active = active === 'active';
  return true;
}

/** `systemctl status`, `list-units` and `list-unit-files`, and `rpm -q` for ec2-net-utils: what makes routes at boot. */
export const hostService: TextParser = {
  kind: 'host-service',
  commands: /^(?:sudo )?(?:systemctl (?:.* )?(?:status|list-units|list-unit-files)\b|rpm -q\w* .*net-utils)/,
  looksLike: (block) =>
    worded(block.lines).some(({ text }) => {
      const line = text.length > LONGEST_LINE ? '' : text.trim();
      return PACKAGE.test(line) || NO_PACKAGE.test(line) || /^[●○×*] [\w@.:-]{2,80}\.service/.test(line);
    }),
  read(block: Block): Reading {
    const facts: Draft[] = [];
    const read = new Set<number>();
    for (const line of worded(block.lines)) {
      const text = line.text.trim();
      if (text.length > LONGEST_LINE) continue;
      const found = serviceFrom(block, line, text);
      if (found !== null) facts.push(found);
      // Below the status stand the last lines of the journal.
      const known =
        found !== null ||
        takeStatus(facts.at(-1), text) ||
        BESIDE.test(text) ||
        /^[A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d /.test(text);
      if (known) read.add(line.number);
    }
    return { facts, read };
  },
};
