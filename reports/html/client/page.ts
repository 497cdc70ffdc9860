import type { ReportData } from './report-data.ts';

/** What a page of the report needs: data, where to draw, and how to speak. */
export interface PageContext {
  readonly data: ReportData;
  readonly main: HTMLElement;
  /** A copy of a part of the page without script: what never changes is not drawn anew. */
  readonly plain: (id: string) => Element | '';
  /** Says something to a screen reader. */
  readonly say: (text: string) => void;
  /** Ends when another page is opened: listeners go with it. */
  readonly signal: AbortSignal;
}
