import { pairs } from './pairs.fixture.ts';

pairs(
  'captured variables',
  `
  let count = 0, other = 0, text = 'a'; const fixed = 1; let f = () => 1; var old = 0; let pair: any; let lazy: any;
  function make() { let n = 0; return { up: () => n++, get: () => n }; }
  const one = make(), two = make();
  const turns: any[] = []; for (let i = 0; i < 2; i++) turns.push({ up: () => { i += 10; }, get: () => i });
  const each: any[] = []; for (let v of [1, 2]) each.push({ up: () => { v++; }, get: () => v });
  function parameter(p: number) { return { up: () => { p *= 2; }, get: () => p }; } const par = parameter(2);
  const arrow = (q: number) => ({ up: () => { q *= 2; }, get: () => q }), arr = arrow(2);
  let caught: any; try { throw 1; } catch (error) { caught = { up: () => { (error as any) += 1; }, get: () => error }; }
  let cased: any; switch (1 as number) { case 1: let s = 1; cased = { up: () => { s++; }, get: () => s }; }
  class Holder { static up: () => void; static get: () => number; static { let hidden = 1; Holder.up = () => { hidden++; }; Holder.get = () => hidden; } }
  namespace Space { let within = 1; export const up = () => { within++; }; export const get = () => within; }
  function hoistedUp() { later = 1; } var later = 0;
  const steps = {
    get: () => count, set: () => { count = 5; }, up: () => count++, plus: () => { count += 2; }, getOther: () => other, setOther: () => { other = 1; },
    both: () => { other = count; }, fixed: () => fixed, typeOf: () => typeof count, template: () => \`\${text}\`, setText: () => { text = 'b'; },
    call: () => f(), setF: () => { f = () => 2; }, old: () => old, setOld: () => { old = 1; }, into: () => { [pair] = [1]; }, pair: () => pair,
    lazy: () => (lazy ??= {}), lazyAgain: () => lazy, as: () => { (count as any) = 3; }, bang: () => { count!++; }, shorthand: () => ({ count }),
    oneUp: () => one.up(), oneGet: () => one.get(), twoUp: () => two.up(), turnUp: () => turns[0].up(), turnGet: () => turns[0].get(), otherTurn: () => turns[1].get(),
    eachUp: () => each[0].up(), eachGet: () => each[0].get(), otherEach: () => each[1].get(), parUp: () => par.up(), parGet: () => par.get(), arrUp: () => arr.up(), arrGet: () => arr.get(),
    caughtUp: () => caught.up(), caughtGet: () => caught.get(), casedUp: () => cased.up(), casedGet: () => cased.get(), holderUp: () => Holder.up(), holderGet: () => Holder.get(),
    spaceUp: () => Space.up(), spaceGet: () => Space.get(), hoisted: () => hoistedUp(), later: () => later,
    loop: () => { for (count of [1, 2]); }, inLoop: () => { for (text in { a: 1 }); }, local: () => { let n = 0; n += 1; const g = () => n++; return g(); },
  };`,
  [
    ['get', 'set', 'variable count'],
    ['get', 'get'],
    ['get', 'setOther'],
    ['set', 'set', 'variable count'],
    ['up', 'get', 'variable count'],
    ['plus', 'plus', 'variable count'],
    ['plus', 'getOther'],
    ['both', 'setOther', 'variable other'],
    ['both', 'set', 'variable count'],
    ['both', 'get'],
    ['fixed', 'set'],
    ['typeOf', 'set', 'variable count'],
    ['template', 'setText', 'variable text'],
    ['call', 'setF', 'variable f'],
    ['old', 'setOld', 'variable old'],
    ['into', 'pair', 'variable pair'],
    ['lazy', 'lazyAgain', 'variable lazy'],
    ['as', 'get', 'variable count'],
    ['bang', 'get', 'variable count'],
    ['shorthand', 'set', 'variable count'],
    ['oneUp', 'oneGet', 'variable n'],
    ['oneUp', 'twoUp'],
    ['turnUp', 'turnGet', 'variable i'],
    ['turnUp', 'otherTurn'],
    ['eachUp', 'eachGet', 'variable v'],
    ['eachUp', 'otherEach'],
    ['parUp', 'parGet', 'variable p'],
    ['arrUp', 'arrGet', 'variable q'],
    ['caughtUp', 'caughtGet', 'variable error'],
    ['casedUp', 'casedGet', 'variable s'],
    ['holderUp', 'holderGet', 'variable hidden'],
    ['spaceUp', 'spaceGet', 'variable within'],
    ['hoisted', 'later', 'variable later'],
    ['loop', 'get', 'variable count'],
    ['inLoop', 'template', 'variable text'],
    ['local', 'local'],
  ],
);
