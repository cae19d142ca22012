import 'server-only';
import { randomUUID } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { type Refusal, type Result, refuse } from './result';

/** One sentence per problem of the input, with the path of the field it belongs to. */
export function inputRefusals(error: z.ZodError, prefix = ''): Refusal[] {
  return error.issues.map((issue) => ({
    code: 'invalid_input',
    message: /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '填写的内容不符合要求，请检查。',
    field: [prefix, ...issue.path].filter((part) => part !== '').join('.'),
  }));
}

/** Logs a fault under an id and returns the one general sentence for it; its text never reaches the browser. */
export function faultRefusal(name: string, error: unknown): Refusal {
  const id = randomUUID().slice(0, 8);
  console.error(`fault ${id} in ${name}:`, error);
  return {
    code: 'fault',
    message: `系统出错，没有做任何改动（编号 ${id}）。请稍后再试；如果仍然出错，请把编号告诉系统管理员。`,
  };
}

/**
 * Builds the body of a server action, which is a public POST address: finds the actor, checks the input, calls one
 * command. `resolve` is the gate: it gives the actor or refuses.
 */
export function actionBuilder<Actor>(resolve: () => Promise<Result<Actor>>) {
  return function action<Input, Output>(
    name: string,
    schema: z.ZodType<Input, unknown>,
    command: (actor: Actor, input: Input) => Promise<Result<Output>>,
  ): (input: unknown) => Promise<Result<Output>> {
    return async (input) => {
      try {
        const actor = await resolve();
        if (!actor.ok) return actor;
        const parsed = schema.safeParse(input);
        if (!parsed.success) return refuse(...inputRefusals(parsed.error));
        return await command(actor.value, parsed.data);
      } catch (error) {
        unstable_rethrow(error);
        return refuse(faultRefusal(name, error));
      }
    };
  };
}
