import { held, scenario, violated } from 'heddle';
import * as before from 'zustand-5.0.14/middleware';
import * as after from 'zustand-5.0.15/middleware';
import { createStore } from 'zustand-5.0.15/vanilla';

const GONE = 'cleared-stays-cleared';
const zustand = { id: 'packages', variants: { '5.0.14': before, '5.0.15': after } };
export default scenario('zustand: the storage is cleared while the store rehydrates', zustand, {
  instrument: ['zustand-5.0.14', 'zustand-5.0.15'],
  invariants: [GONE],
  expect: { '5.0.14': { [GONE]: 'violated' } },
  run(sim, { persist }) {
    const me = { getItem: () => ({ state: { user: 'Ada' } }), setItem: () => {}, removeItem: () => {} };
    const storage = sim.service('storage', me);
    const store = createStore(persist(() => ({ user: '' }), { name: 'me', storage }));
    const logout = sim.task('logout', () => (store.persist.clearStorage(), store.getState().user));
    const isGone = () => store.getState().user === logout.value;
    return () => [isGone() ? held(GONE) : violated(GONE, 'wrong-result', 'Ada is back after the logout')];
  },
});
