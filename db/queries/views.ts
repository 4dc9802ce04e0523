/** The view models: what queries return and what pages, the JSON API and the commands print. Names follow the published interface. */

export * from './compare/compareViews'
export * from './lists/listViews'
export * from './mail/mailViews'
export * from './pulls/pullViews'
export * from './review/reviewViews'
export * from './review/threadViews'
export * from './series/documentViews'
export * from './series/relatedViews'
export * from './series/seriesViews'
export * from './series/sinceViews'
export * from './series/storyViews'
export * from './tree/treeViews'
