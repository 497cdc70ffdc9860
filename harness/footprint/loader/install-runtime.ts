/*
 * Loaded before the code under test: what that calls has to be there.
 */
import { recordingRuntime } from '../recording/runtime.ts';

recordingRuntime();
