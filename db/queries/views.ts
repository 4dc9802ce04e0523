/** The view models: what queries return and what pages, the JSON API and the commands print. Names follow the published interface. */

export * from './views/around'
export * from './views/compare'
export * from './views/document'
export * from './views/lists'
export * from './views/message'
export * from './views/review'
export * from './views/series'
