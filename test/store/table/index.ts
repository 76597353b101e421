// All rows, in the order of the manual's chapters.
import type { Row } from "./row.ts";
import { rows as aggregate } from "./aggregate.ts";
import { rows as commands } from "./commands.ts";
import { rows as expressions } from "./expressions.ts";
import { rows as find } from "./find.ts";
import { rows as indexes } from "./indexes.ts";
import { rows as query } from "./query.ts";
import { rows as sessions } from "./sessions.ts";
import { rows as types } from "./types.ts";
import { rows as updateArrays } from "./update-arrays.ts";
import { rows as updateFields } from "./update-fields.ts";
import { rows as updatePipeline } from "./update-pipeline.ts";
import { rows as upsert } from "./upsert.ts";

export const rows: readonly Row[] = [aggregate, commands, expressions, find, indexes, query, sessions, types, updateArrays, updateFields, updatePipeline, upsert].flat();
