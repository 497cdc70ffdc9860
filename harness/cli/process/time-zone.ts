// Imported before all else: local time in the code under test is the same on every machine.
process.env['TZ'] = 'UTC';
