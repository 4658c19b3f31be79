import { isAddress, isPrefix } from '../cli/address-shape.ts';

/** `10.0.0.0/24,10.0.0.1,100` of a keyfile or `10.0.0.0/24 10.0.0.1 100 table=200` of nmcli, in the words of `ip route add`. */
export function routeWordsOfNm(value: string, options: string, device: string | null): string | null {
  const [prefix = '', ...others] = value.split(/[,\s]+/).filter((word) => word !== '');
  if (!isPrefix(prefix) && !isAddress(prefix)) return null;
  const words = [prefix];
  for (const word of others) {
    if (isAddress(word)) words.push(...(/^(?:0\.0\.0\.0|::)$/.test(word) ? [] : ['via', word]));
    else if (/^\d{1,10}$/.test(word)) words.push('metric', word);
    else if (!/^[a-z-]+=\S+$/.test(word)) return null;
  }
  const more = optionWords([...others.filter((word) => word.includes('=')), ...options.split(/[,\s]+/)]);
  if (more === null) return null;
  return [...words, ...(device === null ? [] : ['dev', device]), ...more].join(' ');
}

/** NetworkManager's route attributes whose words `ip route` has too. */
function optionWords(options: readonly string[]): readonly string[] | null {
  const words: string[] = [];
  for (const option of options) {
    const [key = '', value = ''] = option.split('=');
    if (option === '') continue;
    if (key === 'onlink') words.push(...(value === 'true' ? ['onlink'] : []));
    else if (/^(?:table|src|mtu|tos|scope|type)$/.test(key)) words.push(...(key === 'type' ? [] : [key, value]));
    else if (!/^(?:cwnd|initcwnd|initrwnd|window|quickack|rto_min|lock-\w+|weight|advmss)$/.test(key)) return null;
  }
  return words;
}

/** `{ ip = 10.0.0.0/24, nh = 10.0.0.1, mt = 100 table=200 }` of older nmcli as the short form. */
export function shortNmRoute(text: string): string {
  return text
    .replace(/[{}]/g, ' ')
    .replace(/\b(?:ip|dst|nh|mt)\s*=\s*/g, '')
    .trim();
}
