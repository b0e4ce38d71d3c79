/** Reads a workflow's text with GitHub's own parser, and says what it would reject. */
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from "@actions/workflow-parser";
import { ErrorPolicy } from "@actions/workflow-parser/model/convert";

/** The parser's messages, each with its line and column; none when the file is valid. */
export async function workflowErrors(file: string, content: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  if (value !== undefined) {
    // The schema alone knows nothing of needs, ids, expressions and cycles: the conversion finds those.
    await convertWorkflowTemplate(context, value, undefined, {
      errorPolicy: ErrorPolicy.TryConversion,
    });
  }
  return context.errors.getErrors().map((error) => error.message);
}
