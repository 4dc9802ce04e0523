// Node 24.19 and later register every object of a native module for clean-up. When such an object is collected as garbage and its
// environment cannot be determined, Node aborts the process. The objects of better-sqlite3 need no clean-up, because the module
// closes its databases itself, so registering them does nothing here.
#include <node.h>
#define AddEnvironmentCleanupHook(isolate, run, object) ((void)0)
#define RemoveEnvironmentCleanupHook(isolate, run, object) ((void)0)
#include <node_object_wrap.h>
#undef AddEnvironmentCleanupHook
#undef RemoveEnvironmentCleanupHook
