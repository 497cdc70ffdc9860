const OVERWRITTEN = /overwr/;

/** Whether the finding is that something was written over: two writings, then, are what a reader looks for. */
export const isOverwriting = (kind: string): boolean => OVERWRITTEN.test(kind);
