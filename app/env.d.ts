// Types of CSS modules and of next/*, before the first `next build` has written next-env.d.ts.
/// <reference types="next" />
