import { testLaws } from './laws.js';
import { rows } from './rows.js';

testLaws(rows);
