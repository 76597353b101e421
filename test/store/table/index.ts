// All rows, file by file; a file is one chapter of the manual.
import { rows as bulkWrites } from "./bulk-writes.ts";
import { rows as claims } from "./claims.ts";
import { rows as collections } from "./collections.ts";
import { rows as commands } from "./commands.ts";
import { rows as cursors } from "./cursors.ts";
import { rows as datesTexts } from "./dates-texts.ts";
import { rows as datesZones } from "./dates-zones.ts";
import { rows as edgesNumbers } from "./edges-numbers.ts";
import { rows as edgesPaths } from "./edges-paths.ts";
import { rows as edgesQueries } from "./edges-queries.ts";
import { rows as edgesStages } from "./edges-stages.ts";
import { rows as errors } from "./errors.ts";
import { rows as explain } from "./explain.ts";
import { rows as explainCommands } from "./explain-commands.ts";
import { rows as expressionsArrays } from "./expressions-arrays.ts";
import { rows as expressionsDates } from "./expressions-dates.ts";
import { rows as expressionsNumbers } from "./expressions-numbers.ts";
import { rows as findAndModify } from "./find-and-modify.ts";
import { rows as findCommand } from "./find-command.ts";
import { rows as findOrder } from "./find-order.ts";
import { rows as findProjection } from "./find-projection.ts";
import { rows as indexAnswers } from "./index-answers.ts";
import { rows as indexCommands } from "./index-commands.ts";
import { rows as indexOrder } from "./index-order.ts";
import { rows as indexPartial } from "./index-partial.ts";
import { rows as indexUnique } from "./index-unique.ts";
import { rows as insertDelete } from "./insert-delete.ts";
import { rows as queryArrays } from "./query-arrays.ts";
import { rows as queryOperators } from "./query-operators.ts";
import { rows as queryValues } from "./query-values.ts";
import { rows as retryableWrites } from "./retryable-writes.ts";
import type { Row } from "./row.ts";
import { rows as stagesGroup } from "./stages-group.ts";
import { rows as stagesLookup } from "./stages-lookup.ts";
import { rows as stagesProject } from "./stages-project.ts";
import { rows as types } from "./types.ts";
import { rows as updateCommand } from "./update-command.ts";
import { rows as updateNumbers } from "./update-numbers.ts";
import { rows as updatePipeline } from "./update-pipeline.ts";
import { rows as updatePositional } from "./update-positional.ts";
import { rows as updatePush } from "./update-push.ts";
import { rows as updateSet } from "./update-set.ts";
import { rows as upsert } from "./upsert.ts";

export const rows: readonly Row[] = [
  bulkWrites,
  claims,
  collections,
  commands,
  cursors,
  datesTexts,
  datesZones,
  edgesNumbers,
  edgesPaths,
  edgesQueries,
  edgesStages,
  errors,
  explain,
  explainCommands,
  expressionsArrays,
  expressionsDates,
  expressionsNumbers,
  findAndModify,
  findCommand,
  findOrder,
  findProjection,
  indexAnswers,
  indexCommands,
  indexOrder,
  indexPartial,
  indexUnique,
  insertDelete,
  queryArrays,
  queryOperators,
  queryValues,
  retryableWrites,
  stagesGroup,
  stagesLookup,
  stagesProject,
  types,
  updateCommand,
  updateNumbers,
  updatePipeline,
  updatePositional,
  updatePush,
  updateSet,
  upsert,
].flat();
