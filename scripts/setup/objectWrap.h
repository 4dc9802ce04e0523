// Node 24.19 and later register every object of a native module for clean-up, and abort the process when one is garbage while no
// environment can be told. The objects of better-sqlite3 need no clean-up: the module closes its databases itself.
#include <node.h>
#define AddEnvironmentCleanupHook(isolate, run, object) ((void)0)
#define RemoveEnvironmentCleanupHook(isolate, run, object) ((void)0)
#include <node_object_wrap.h>
#undef AddEnvironmentCleanupHook
#undef RemoveEnvironmentCleanupHook
