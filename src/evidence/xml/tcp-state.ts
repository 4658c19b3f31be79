import { child } from './element.ts';
import { textField } from './fields.ts';
import type { XmlReader } from './reply.ts';
import { names } from './reply.ts';

/**
 * `show running tcp state` as elements, named after the setting. The reply's XML form is not documented: when it is
 * the CLI's text in an envelope, the CLI's parser reads it.
 */
export const tcpState: XmlReader = {
  kind: 'tcp-state',
  commands: /^show running tcp state\b/,
  used: names('asymmetric-path'),
  ignored: names('dp'),
  recognises: (reply) => child(reply.result, 'asymmetric-path') !== null,
  read(reply) {
    const element = child(reply.result, 'asymmetric-path');
    const word = /^(drop|bypass)\b/i.exec(textField(reply.result, 'asymmetric-path') ?? '')?.[1]?.toLowerCase();
    if (element === null || (word !== 'drop' && word !== 'bypass')) {
      return { facts: [], unclear: element === null ? [] : [element] };
    }
    return { facts: [{ kind: 'tcp-settings', at: reply.cite(element), asymmetricPath: word }] };
  },
};
