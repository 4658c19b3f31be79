/** A prompt with what was typed after it. */
export interface Prompt {
  /** The device's own name, without HA state and without the vsys suffix; null for a bare `>`, `$` or `#`. */
  readonly host: string | null;
  /** What a PAN-OS prompt shows in brackets: `active`, `passive`, `active-primary`, … */
  readonly haState: string | null;
  /** Spaces folded, `run` and `do` (configure mode) and `sudo` taken off; empty when nothing was typed. */
  readonly command: string;
}

const HA_STATES = /^(?:active|passive|active-primary|active-secondary|suspended|non-functional|initial|tentative)$/;

/** `user@host(state)>`, and `#` in configure mode. Saved web pages may still say `&gt;`. */
const FIREWALL =
  /^\s*[^\s@<>()[\]{}"',;=]+(?:@[^\s@<>()[\]{}"',;=]+)?@(?<host>[\w.-]+)(?<notes>(?:\([^()]{1,40}\))*)\s?(?:>|&gt;|#)(?<command>\s.*|[a-z].*)?$/;
/** A user name that was cut off: only with a verb, since other lines hold a name and a `>` too. */
const NAMELESS =
  /^\s*(?<host>[A-Za-z][\w.-]*)(?<notes>(?:\([^()]{1,40}\))*)(?:>|&gt;|#)\s*(?<command>(?:sh\w{0,2}|test|debug|set|clear|less|request|run|do|terminal)\s.*)$/;
/** IOS-XR names the node that answers before the router; a bare `R1#` is what routers leave below their last output. */
const ROUTER =
  /^\s*(?:RP\/\d+\/\w+\/\w+:(?<node>[A-Za-z][\w.-]*)(?:\([\w-]+\))?#\s*(?<asked>.*)|(?<idle>[A-Za-z][\w.-]*)(?:\([\w-]+\))?(?:#\s*(?:exit|end|quit)?|>\s*(?:exit|quit|logout)))$/;
const LINUX_BRACKETS = /^\s*\[[\w.\\@-]+@(?<host>[\w.-]+)(?:\s[^\]]*)?\]\s*[#$]\s*(?<command>.*)$/;
const LINUX_COLON = /^\s*(?:\([\w.-]+\)\s*)?[\w.\\-]+@(?<host>[\w.-]+):[~/][^#$]{0,120}[#$](?:\s(?<command>.*))?$/;
/** Headers of tech-support files and of notes. A quoted mail begins its lines like this too, hence the verbs. */
const BARE =
  /^\s*(?:>|&gt;)\s+(?<command>(?:show|test|debug|set|clear|request|less|tail|grep|view-pcap|ping|traceroute|run|configure|exit|find)\b.*)$/;
const BARE_SHELL =
  /^\s*[$#]\s+(?<command>(?:sudo\s+)?(?:(?:traceroute|tracepath|ip|ping|mtr|tcpdump|tshark|aws|nft|nmcli|conntrack|systemctl)\s.*|(?:ss|sysctl|nstat|netstat|dmesg|journalctl|ip6?tables(?:-save)?)(?:\s+[-\w].*)?|(?:cat|e?grep|head|tail)\s+(?:.*\s)?['"]?\/\w.*))$/;

/** Reads a line as a prompt; null when it is none. */
export function readPrompt(text: string): Prompt | null {
  const named = FIREWALL.exec(text) ?? NAMELESS.exec(text) ?? LINUX_BRACKETS.exec(text) ?? LINUX_COLON.exec(text);
  if (named) {
    const { host, notes, command } = named.groups ?? {};
    return {
      host: (host ?? '').replace(/-vsys\d+$/, ''),
      haState: haStateOf(notes ?? ''),
      command: tidy(command ?? ''),
    };
  }
  const router = ROUTER.exec(text)?.groups;
  if (router !== undefined) {
    return { host: router.node ?? router.idle ?? null, haState: null, command: tidy(router.asked ?? '') };
  }
  const bare = BARE.exec(text) ?? BARE_SHELL.exec(text);
  return bare ? { host: null, haState: null, command: tidy(bare.groups?.command ?? '') } : null;
}

/** Whether two names mean one device: case aside, and with or without the domain. */
export function sameHost(one: string, other: string): boolean {
  const a = one.toLowerCase();
  const b = other.toLowerCase();
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

function haStateOf(notes: string): string | null {
  const states = [...notes.matchAll(/\(([^()]*)\)/g)].map((note) => note[1] ?? '');
  return states.find((state) => HA_STATES.test(state)) ?? null;
}

function tidy(command: string): string {
  return command
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(?:run|sudo|do)\s+/, '');
}
