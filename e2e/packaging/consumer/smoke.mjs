import * as requests from 'beckon';
import checks from './checks.cjs';

await checks(requests, import.meta.resolve('beckon'));
