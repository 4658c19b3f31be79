import { readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';

const text = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
const ignored = readFileSync(new URL('../../.dockerignore', import.meta.url), 'utf8').split('\n');
const file = DockerfileParser.parse(text);
const instructions = file.getInstructions();

/** The arguments of every instruction of a name, in order. */
function argumentsOf(name: string): readonly string[] {
  return instructions
    .filter((instruction) => instruction.getKeyword() === name)
    .map((instruction) => instruction.getArgumentsContent() ?? '');
}

describe('the Dockerfile', () => {
  it('has nothing that the linter complains about', () => {
    expect(validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
  });

  it('would not pass that linter with a misspelt instruction or a broken port', () => {
    expect(validate(text.replace('WORKDIR /app', 'WORKDIRR /app')).length).toBeGreaterThan(0);
    expect(validate(text.replace('EXPOSE 3000', 'EXPOSE three')).length).toBeGreaterThan(0);
  });

  it('builds in stages, each from the slim image of Node 24', () => {
    const images = file.getFROMs().map((from) => from.getImage());

    expect(images.length).toBeGreaterThan(1);
    expect(new Set(images)).toEqual(new Set(['node:24-slim']));
  });

  it('installs what the lock says and nothing for development', () => {
    expect(argumentsOf('RUN').filter((command) => command.includes('npm'))).toEqual([
      expect.stringMatching(/^npm ci --omit=dev\b/),
    ]);
  });

  it('runs as a user who is not root, and nothing after that becomes root again', () => {
    expect(argumentsOf('USER')).toEqual(['node']);
    const [user, command] = ['USER', 'CMD'].map((name) =>
      instructions.findIndex((instruction) => instruction.getKeyword() === name),
    );
    expect(user).toBeLessThan(command ?? -1);
  });

  it('says how its health is asked', () => {
    expect(argumentsOf('HEALTHCHECK')).toEqual([expect.stringContaining('/healthz')]);
  });

  it('has no token, password or key among its arguments and variables', () => {
    expect(argumentsOf('ARG')).toEqual([]);
    expect(argumentsOf('ENV').join(' ')).not.toMatch(/token|secret|password|key|xox|xapp/i);
  });

  it('is given only what the image needs: everything is ignored but a few named things', () => {
    expect(ignored[0]).toBe('*');
    expect(ignored.filter((line) => line.startsWith('!'))).toEqual([
      '!package.json',
      '!package-lock.json',
      '!.npmrc',
      '!src',
    ]);
  });
});
