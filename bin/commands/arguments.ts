import { type ParseArgsConfig, parseArgs } from 'node:util';
import { BadInput } from './command';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * The options and positional arguments of a command; an option it does not know, or one without its value, is bad
 * input. `positionals` are the names of those expected, for the sentence.
 */
export function readArguments<T extends Options>(args: string[], options: T, positionals: readonly string[]) {
  const parsed = parse(args, options);
  if (parsed.positionals.length < positionals.length) {
    throw new BadInput(
      `缺少参数：${positionals.slice(parsed.positionals.length).join(' ')}；用 --help 查看用法。`,
    );
  }
  if (parsed.positionals.length > positionals.length) {
    throw new BadInput(`多余的参数：${parsed.positionals.slice(positionals.length).join(' ')}。`);
  }
  return parsed;
}

/** As `readArguments`, for a command that takes one or more of `positional`. */
export function readSomeArguments<T extends Options>(args: string[], options: T, positional: string) {
  const parsed = parse(args, options);
  if (parsed.positionals.length === 0) {
    throw new BadInput(`缺少参数：${positional}；用 --help 查看用法。`);
  }
  return parsed;
}

function parse<T extends Options>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    const option = /'(-[^' ]*)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw new BadInput(`选项${option ? ` ${option} ` : ''}不认识或缺少值；用 --help 查看用法。`);
  }
}

/** The value of an option that must be given. */
export function required(value: unknown, name: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw new BadInput(`缺少选项 --${name}；用 --help 查看用法。`);
}
