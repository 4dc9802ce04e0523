-- What wrk asks for, and how it tells: see load.ts. With a word behind the URL each request gets a query of its own.
local mark, nth = nil, 0

init = function(args)
  mark = args[1]
end

request = function()
  if mark == nil then return wrk.format() end
  nth = nth + 1
  return wrk.format(nil, wrk.path .. mark .. nth)
end

done = function(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    'load %d %d %d %d %d %d\n',
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(95), latency:percentile(99)
  ))
end
