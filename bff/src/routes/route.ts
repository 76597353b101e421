import type { Static, TObject, TSchema } from "@sinclair/typebox";
import type { Context } from "koa";
import type { Session } from "../identity/sessions.ts";
import type { Services } from "../services.ts";

type Access = "public" | "person" | "operator";

/** What an act gets: checked values only. `ctx` is for cookies, redirects and streams. */
export interface Input<P, Q, B, A extends Access> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The signed-in person; for a public route null when nobody is. */
  readonly session: A extends "person" ? Session : Session | null;
  /** Name of the operator whose key came with it; "" on every other route. */
  readonly operator: string;
  readonly ctx: Context;
  readonly services: Services;
}

/** One operation of the API: what goes in, what comes out, who may, and the act. Everything else follows from it. */
export interface Route<
  P extends TObject = TObject,
  Q extends TObject = TObject,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
  A extends Access = Access,
> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Parameters stand as `:name`. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The body is one file of a form (multipart), read by the act itself. */
  readonly upload?: true;
  /** The answer's JSON; null: the act answers on `ctx` (a redirect, a picture). */
  readonly answer: R | null;
  /** Success statuses; the first is used unless the act sets another on `ctx`. */
  readonly statuses?: readonly number[];
  act(input: Input<Static<P>, Static<Q>, Static<B>, A>): Promise<R extends TSchema ? Static<R> : unknown>;
}

// The list of routes holds all of them; each was checked against its own schemas by `route`.
// biome-ignore lint/suspicious/noExplicitAny: the types of single routes differ in every parameter
export type AnyRoute = Route<any, any, any, any, any>;

export function route<
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  R extends TSchema,
  const A extends Access,
>(definition: Route<P, Q, B, R, A>): Route<P, Q, B, R, A> {
  return definition;
}
