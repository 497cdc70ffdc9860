import { held, scenario, violated } from 'heddle';
import Before, { type Save } from 'lokijs-1.5.1';
import After from 'lokijs-1.5.2';

const lokijs = { id: 'packages', variants: { '1.5.1': Before, '1.5.2': After } };
export default scenario('lokijs: a document is inserted during a save', lokijs, {
  instrument: ['lokijs-1.5.1', 'lokijs-1.5.2'],
  invariants: ['kept'],
  expect: { '1.5.1': { kept: 'violated' } },
  run(sim, Loki) {
    let saved = '';
    const disk = sim.operation('disk.write');
    const save: Save = (name, text, done) => disk.callback(name, () => (saved = text), done);
    const db = new Loki('db', { adapter: { saveDatabase: save } });
    const people = db.addCollection('people');
    sim.task('saver', () => db.saveDatabase());
    sim.task('writer', () => people.insert({ name: 'Grace' }));
    const isKept = () => db.autosaveDirty() || saved.includes('Grace');
    return () => [isKept() ? held('kept') : violated('kept', 'wrong-result', 'Grace was forgotten')];
  },
});
